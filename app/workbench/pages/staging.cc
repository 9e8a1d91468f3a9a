#include "app/workbench/pages/staging.hh"

#include <algorithm>
#include <utility>

#include "app/workbench/overlays/live_field.hh"
#include "core/base/text.hh"

namespace mintport::ui {

// Select the open file first, because the user most likely wants to stage it.
void StagingPage::shown() {
  pane_.in_lines = false;
  const Session& session = host_.session();
  changed_ = host_.session().index().changed_files();
  constexpr std::size_t kMany = 60;
  if (!std::exchange(seen_, true) && changed_.size() > kMany) {
    for (const ChangeRow& row : change_rows(changed_, {})) {
      if (row.kind == ChangeRow::Kind::folder && row.depth > 1) closed_.insert(row.key());
    }
  }
  reveal(session.file() ? session.state().port_path(session.file()->path) : "");
  if (!on_file()) {
    const auto first = std::find_if(tree_.begin(), tree_.end(),
                                    [](const ChangeRow& row) { return row.kind == ChangeRow::Kind::file; });
    if (first != tree_.end()) pane_.list.cursor = static_cast<std::size_t>(first - tree_.begin());
  }
  read_rows();
}

// The cursor stays on its file or folder, wherever that has gone.
void StagingPage::refresh() {
  const std::optional<ChangeRow> was = here() != nullptr ? std::optional(*here()) : std::nullopt;
  changed_ = host_.session().index().changed_files();
  if (was && was->kind == ChangeRow::Kind::file) {
    reveal(was->path);
  } else {
    read_tree();
  }
  if (was && was->kind == ChangeRow::Kind::folder) {
    const auto at =
        std::find_if(tree_.begin(), tree_.end(), [&](const ChangeRow& row) { return row.path == was->path; });
    if (at != tree_.end()) pane_.list.cursor = static_cast<std::size_t>(at - tree_.begin());
  }
  read_rows();
}

void StagingPage::read_tree() {
  tree_ = change_rows(changed_, closed_);
  pane_.list.move(0, tree_.size());
  // A section is no place to begin at.
  if (pane_.list.cursor == 0 && tree_.size() > 1) pane_.list.cursor = 1;
}

// Goes to a file, if it is changed, and opens the folders around it.
void StagingPage::reveal(const std::string& path) {
  std::erase_if(closed_, [&](const std::string& key) { return ChangeRow::is_around(key, path); });
  read_tree();
  const auto at = std::find_if(tree_.begin(), tree_.end(), [&](const ChangeRow& row) {
    return row.kind == ChangeRow::Kind::file && row.path == path;
  });
  if (at != tree_.end()) pane_.list.cursor = static_cast<std::size_t>(at - tree_.begin());
}

void StagingPage::toggle_folder(bool open) {
  if (here() == nullptr || here()->kind != ChangeRow::Kind::folder || here()->open == open) return;
  if (open)
    closed_.erase(here()->key());
  else
    closed_.insert(here()->key());
  tree_ = change_rows(changed_, closed_);
}

std::vector<std::string> StagingPage::paths_here() const {
  std::vector<std::string> out;
  if (here() == nullptr) return out;
  for (const std::size_t file : here()->files) out.push_back(changed_[file].path);
  return out;
}

void StagingPage::read_rows() {
  rows_.clear();
  parts_ = {};
  if (!on_file()) {
    pane_.in_lines = false;
    return;
  }
  auto parts = host_.session().index().staging_parts(path());
  if (!parts) return;
  parts_ = {std::move(parts->first), std::move(parts->second)};
  for (std::size_t part = 0; part < parts_.size(); ++part) add_part(part);
  pane_.lines.move(0, rows_.size());
}

// Adds the rows of a part. A hunk of the diff may consist of several adjacent hunks of the part; each row
// knows its own.
void StagingPage::add_part(std::size_t part) {
  constexpr std::size_t kContext = 2;
  const StagingPart& from = parts_[part];
  std::size_t last = from.hunks.size();
  for (const UnifiedRow& row : unified_rows(from.file.diff, kContext)) {
    std::size_t hunk = last == from.hunks.size() ? 0 : last;
    if (row.kind == UnifiedRow::Kind::removed || row.kind == UnifiedRow::Kind::added) {
      const bool left = row.kind == UnifiedRow::Kind::removed;
      for (std::size_t i = 0; i < from.hunks.size(); ++i) {
        const LineHunk& at = from.hunks[i];
        const std::uint32_t start = left ? at.old_start : at.new_start,
                            count = left ? at.old_count : at.new_count;
        if (row.line >= start && row.line < start + count) hunk = i;
      }
      if (hunk != last || last == from.hunks.size()) {
        // Put the title above context rows that are already added.
        std::size_t above = rows_.size();
        while (above > 0 && !rows_[above - 1].title && rows_[above - 1].part == part &&
               rows_[above - 1].row.kind == UnifiedRow::Kind::context && rows_.size() - above < kContext) {
          --above;
        }
        for (std::size_t i = above; i < rows_.size(); ++i) rows_[i].hunk = hunk;
        rows_.insert(rows_.begin() + static_cast<long>(above), {part, hunk, true, {}});
        last = hunk;
      }
    }
    if (row.kind != UnifiedRow::Kind::gap) rows_.push_back({part, hunk, false, row});
  }
}

Subject StagingPage::subject() const {
  Subject out;
  if (changed_.empty()) return out;
  out.changed = paths_here();
  const State& state = host_.session().state();
  const auto inside = state.in_port(path());
  if (on_file() && inside && state.find(*inside) != nullptr) out.path = *inside;
  if (in_hunks() && rows_[pane_.lines.cursor].row.kind != UnifiedRow::Kind::removed)
    out.line = std::max(rows_[pane_.lines.cursor].row.line, 1u);
  return out;
}

void StagingPage::move(Move move) {
  if (pane_.in_lines) return move_list(pane_.lines, move, rows_.size(), host_.page_rows());
  move_list(pane_.list, move, tree_.size(), host_.page_rows());
  pane_.lines = {};
  read_rows();
}

std::optional<RowRange> StagingPage::selection() const {
  if (!anchor_ || !in_hunks() || anchor_->path != path()) return std::nullopt;
  const std::size_t here = pane_.lines.cursor;
  return RowRange{std::min(anchor_->row, here), std::min(std::max(anchor_->row, here), rows_.size() - 1)};
}

void StagingPage::stage_selection(const RowRange& rows) {
  ChosenLines lines;
  const std::size_t part = rows_[std::clamp(anchor_->row, rows.first, rows.last)].part;
  for (std::size_t i = rows.first; i <= rows.last; ++i) {
    const StagingRow& row = rows_[i];
    if (row.title || row.part != part) continue;
    if (row.row.kind == UnifiedRow::Kind::removed) lines.removed.insert(row.row.line);
    if (row.row.kind == UnifiedRow::Kind::added) lines.added.insert(row.row.line);
  }
  anchor_.reset();
  host_.say(host_.session().index().toggle_part_lines(path(), part == 1, lines));
}

void StagingPage::stage() {
  if (changed_.empty()) return;
  Index& index = host_.session().index();
  if (const auto rows = selection()) {
    stage_selection(*rows);
  } else if (in_hunks()) {
    const StagingRow row = rows_[pane_.lines.cursor];
    host_.say(index.toggle_part_hunk(path(), row.part == 1, row.hunk));
  } else {
    host_.say(index.toggle_files(paths_here()));
  }
  host_.refresh();
}

void StagingPage::select_lines() {
  if (selection()) return anchor_.reset();
  if (!in_hunks()) {
    return host_.say("select lines in the code (" + host_.hint(Command::pane_2) +
                     ") and in the hunks of changes (" + host_.hint(Command::pane_4) + ", " +
                     host_.hint(Command::next_pane) + ")");
  }
  anchor_ = {path(), pane_.lines.cursor};
  host_.say(host_.hint(Command::stage) + " stages or unstages the lines from here to the cursor");
}

// Searches the changed files, also those in closed folders. Returns "3 of 17", or that nothing was found.
std::string StagingPage::search(bool forward, bool from_here) {
  std::vector<ChangeRow> all = change_rows(changed_, {});
  std::erase_if(all, [](const ChangeRow& row) { return row.kind != ChangeRow::Kind::file; });
  const auto at_or_below = [&](const ChangeRow& row) {
    return here() == nullptr || std::pair(!row.staged, row.path) >= std::pair(!here()->staged, here()->path);
  };
  const auto start =
      static_cast<std::size_t>(std::find_if(all.begin(), all.end(), at_or_below) - all.begin());
  const std::size_t count = all.size();
  for (std::size_t step = from_here ? 0 : 1; step <= count && count > 0; ++step) {
    const std::size_t at = (forward ? start + step : start + 2 * count - step) % count;
    if (!search_.in(all[at].path)) continue;
    pane_.in_lines = false;
    reveal(all[at].path);
    pane_.lines = {};
    read_rows();
    const auto found = [&](const ChangeRow& row) { return search_.in(row.path); };
    return grouped(static_cast<std::size_t>(
               std::count_if(all.begin(), all.begin() + static_cast<long>(at) + 1, found))) +
           " of " + grouped(static_cast<std::size_t>(std::count_if(all.begin(), all.end(), found)));
  }
  return "not found: " + search_.text();
}

void StagingPage::ask_search() {
  const auto go = [this, before = pane_.list](const std::string& text) {
    search_ = text;
    pane_.list = before;
    read_rows();
    return search_.empty() ? std::string() : search(true, true);
  };
  host_.push(std::make_shared<LiveField>(
      host_, "Search", "a part of a path", go, [this, go](const std::string& text) { say_found(go(text)); },
      [go] { go(""); }));
}

void StagingPage::say_found(const std::string& found) {
  if (found.starts_with("not ")) return host_.complain(found);
  host_.say(found);
}

void StagingPage::back() {
  if (selection()) {
    anchor_.reset();
  } else if (pane_.in_lines) {
    pane_.in_lines = false;
  } else {
    host_.pop();
  }
}

Handled StagingPage::command(Command command) {
  switch (command) {
    case Command::open:
    case Command::right:
      if (on_file()) {
        pane_.in_lines = !rows_.empty();
      } else {
        toggle_folder(command == Command::right || !here() || !here()->open);
      }
      return Handled::yes;
    case Command::left:
      if (!pane_.in_lines && here() != nullptr && here()->kind == ChangeRow::Kind::folder && here()->open) {
        toggle_folder(false);
        return Handled::yes;
      }
      back();
      return Handled::yes;
    case Command::back:
      back();
      return Handled::yes;
    case Command::next_pane:
      pane_.in_lines = !pane_.in_lines && !rows_.empty();
      return Handled::yes;
    case Command::stage:
      stage();
      return Handled::yes;
    case Command::select_lines:
      select_lines();
      return Handled::yes;
    case Command::search:
      ask_search();
      return Handled::yes;
    case Command::next_match:
    case Command::previous_match:
      if (search_.empty()) return Handled::no;
      say_found(search(command == Command::next_match, false));
      return Handled::yes;
    default:
      return Handled::no;
  }
}

void StagingPage::draw(Rect body, Grid& grid) {
  pane_.files = &changed_;
  pane_.tree = &tree_;
  pane_.parts = parts_.data();
  pane_.rows = &rows_;
  pane_.selected = selection();
  draw_staging(pane_, body, grid);
}

Bar StagingPage::bar() const {
  return {path().empty() ? "changes" : path(), plural(changed_.size(), "changed file")};
}

std::vector<Hint> StagingPage::hints() const {
  return {host_.hint(Command::stage, selection()      ? "stage/unstage these lines"
                                     : pane_.in_lines ? "stage/unstage hunk"
                                     : on_file()      ? "stage/unstage file"
                                                      : "stage/unstage these files"),
          host_.hint(Command::next_pane, pane_.in_lines ? "files" : "hunks"),
          host_.hint(Command::select_lines, "select lines"),
          host_.hint(Command::commit, "commit"),
          host_.hint(Command::back, "back"),
          host_.hint(Command::explain, "keys")};
}

void StagingPage::where(Where& out) const {
  out.page = "changes";
  out.focus = pane_.in_lines ? "hunks" : "files";
  if (changed_.empty()) return;
  if (here() != nullptr)
    out.subject = nth(pane_.list.cursor, tree_.size(), here()->path.empty() ? here()->name : here()->path);
  if (in_hunks()) {
    const StagingRow& row = rows_[pane_.lines.cursor];
    out.subject = path() + (row.part == 1 ? ", staged" : ", not staged") + ", hunk " +
                  std::to_string(row.hunk + 1) + ", row " + std::to_string(pane_.lines.cursor + 1);
  }
  if (const auto rows = selection()) out.selected = to_string(*rows);
}

}  // namespace mintport::ui
