#include "app/workbench/pages/entry.hh"

#include <algorithm>
#include <cstdlib>

#include "core/base/text.hh"
#include "core/mapping/table_text.hh"

namespace mintport::ui {

void EntryPage::start(Host& host, std::size_t diff_row) {
  auto proposed = host.session().entries().propose(diff_row);
  if (!proposed) return host.say(fail(proposed.error()));
  auto page = std::make_shared<EntryPage>(host, *std::move(proposed), diff_row);
  if (page->look_at(page->proposals_.entries.front().table)) host.show(std::move(page));
}

EntryPage::EntryPage(Host& host, EntryProposals proposals, std::size_t diff_row)
    : host_(host), proposals_(std::move(proposals)), row_(diff_row) {}

// Starts to compute what a table would change. Keeps the current look if the table is invalid.
bool EntryPage::look_at(const std::string& table) {
  if (auto begun = host_.session().entries().look_at(table, row_); !begun) {
    host_.say(fail(begun.error()));
    return false;
  }
  list_ = {};
  shown_ = {};
  update();
  return true;
}

void EntryPage::next_proposal() {
  const std::size_t next = (at_ + 1) % proposals_.entries.size();
  if (look_at(proposals_.entries[next].table)) at_ = next;
}

// Updates the preview if the cursor is on another place.
void EntryPage::update() {
  const auto& spots = look()->spots;
  if (spots.empty()) return;
  list_.move(0, spots.size());
  const EntrySpot& spot = spots[list_.cursor];
  const std::pair place(spot.path, spot.place.line);
  if (shown_ == place) return;
  shown_ = place;
  preview_.reset();
  refusal_ = !spot.ported ? "not converted yet; converting the file applies it"
             : spot.place.state == EntryPlace::State::changed
                 ? "edited differently, so left alone; shown: what the entry changes in the conversion"
             : spot.place.state == EntryPlace::State::done ? "the port already has it"
                                                           : "";
  auto preview = host_.session().entries().preview(list_.cursor);
  if (preview) {
    preview_ = *std::move(preview);
  } else {
    refusal_ = to_string(preview.error());
  }
}

void EntryPage::accept(bool replace) {
  const auto written = host_.session().entries().write(replace);
  if (!written && !replace && !look()->said.empty() && look()->tried == look()->of) {
    return host_.ask_yes(
        "The project has another entry",
        look()->file + " already has this entry. Type yes to replace it:", [this] { accept(true); });
  }
  host_.say(written);
  if (!written) return;
  host_.home();
  host_.refresh();
}

void EntryPage::edit() {
  auto text = host_.surroundings().edit_text(look()->table, "entry.json");
  if (!text) return host_.say(fail(text.error()));
  if (*text == look()->table) return;
  const auto named = named_in("the entry", *text);
  if (!named) return host_.say(fail(named.error()));
  if (named->empty()) return host_.say(fail(refused("the entry has no name; it stays as it was")));
  (void)look_at(*text);
}

void EntryPage::move(Move move) {
  const long rows = entry_list_height(pane(), host_.body());
  move_list(list_, move, look()->spots.size(), rows);
  update();
}

Handled EntryPage::command(Command command) {
  Entries& entries = host_.session().entries();
  switch (command) {
    case Command::next_hunk:
    case Command::next_match:
      move({1, false});
      return Handled::yes;
    case Command::previous_hunk:
    case Command::previous_match:
      move({-1, false});
      return Handled::yes;
    case Command::half_page_down:
      move({1, true});
      return Handled::yes;
    case Command::half_page_up:
      move({-1, true});
      return Handled::yes;
    case Command::stage:
      if (!look()->spots.empty()) entries.choose(list_.cursor);
      move({1, false});
      return Handled::yes;
    case Command::stage_file:
      entries.choose_all();
      return Handled::yes;
    case Command::next_pane:
      next_proposal();
      return Handled::yes;
    case Command::edit:
      edit();
      return Handled::yes;
    case Command::open:
      accept(false);
      return Handled::yes;
    case Command::entry:
    case Command::back:
    case Command::quit:
      host_.pop();
      return Handled::yes;
    case Command::help:
    case Command::explain:
    case Command::command_line:
      return Handled::no;
    default:
      // Other commands need a page that is not in the middle of a decision.
      return move_of(command, 1) || info(command).keys.empty() ? Handled::no : Handled::yes;
  }
}

std::vector<std::string> EntryPage::remarks() const {
  std::vector<std::string> out;
  const EntryLook& at = *look();
  const EntryProposal& proposal = proposals_.entries[at_];
  if (at.as_by_hand == false)
    out.push_back("this entry does not reproduce your edit; change it or press esc");
  if (at.tried == at.of && at.findings != 0) {
    out.push_back(plural(static_cast<std::size_t>(std::abs(at.findings)), "finding") +
                  (at.findings < 0 ? " fewer with it" : " more with it"));
  }
  if (!at.said.empty()) out.push_back(at.file + " has another entry for this name");
  if (at.table == proposal.table) out.insert(out.end(), proposal.remarks.begin(), proposal.remarks.end());
  for (const std::string& unsaid : proposals_.unsaid) out.push_back("not covered: " + unsaid);
  return out;
}

EntryPane EntryPage::pane() const {
  const EntryLook& at = *look();
  const EntryProposal& proposal = proposals_.entries[at_];
  EntryPane out;
  out.title = at.table == proposal.table ? proposal.title : "the entry as you edited it";
  out.file = at.file;
  out.number = at_;
  out.of = proposals_.entries.size();
  out.table = at.table;
  out.warned = at.as_by_hand == false;
  out.remarks = remarks();
  std::size_t taken = 0;
  for (const EntrySpot& spot : at.spots) {
    taken += spot.chosen;
    const std::string note = !spot.ported                                     ? "not converted yet"
                             : spot.place.state == EntryPlace::State::done    ? "as it is"
                             : spot.place.state == EntryPlace::State::changed ? "changed by hand"
                             : spot.by_hand                                   ? "edited file"
                                                                              : "";
    out.rows.push_back({spot.path + ":" + std::to_string(spot.place.line), spot.place.before,
                        spot.place.after, note, spot.can_take(), spot.chosen});
  }
  out.progress = at.tried < at.of
                     ? "looking at " + grouped(at.tried) + " of " + plural(at.of, "file")
                     : std::to_string(taken) + " of " + plural(at.spots.size(), "place") + " taken";
  out.list = list_;
  out.preview = preview_ ? &*preview_ : nullptr;
  if (list_.cursor < at.spots.size()) out.line = at.spots[list_.cursor].place.line;
  out.refusal = at.spots.empty() && at.tried == at.of ? "it changes nothing" : refusal_;
  return out;
}

void EntryPage::draw(Rect body, Grid& grid) {
  // New places may have been inserted above: keep the cursor on its place.
  const auto& spots = look()->spots;
  const auto& [path, line] = shown_;
  const auto own = std::find_if(spots.begin(), spots.end(), [&](const EntrySpot& spot) {
    return spot.path == path && spot.place.line == line;
  });
  if (own != spots.end()) list_.cursor = static_cast<std::size_t>(own - spots.begin());
  update();
  draw_entry(pane(), body, grid);
}

Bar EntryPage::bar() const {
  return {"a table entry", "to be written in " + look()->file};
}

std::vector<Hint> EntryPage::hints() const {
  std::vector<Hint> out{host_.hint(Command::open, "write it"),
                        host_.hint(Command::stage, "include or exclude"),
                        host_.hint(Command::stage_file, "all"), host_.hint(Command::edit, "edit it")};
  if (proposals_.entries.size() > 1) out.push_back(host_.hint(Command::next_pane, "other entry"));
  out.push_back(host_.hint(Command::back, "back"));
  out.push_back(host_.hint(Command::explain, "keys"));
  return out;
}

void EntryPage::where(Where& out) const {
  out.page = "table entry";
  if (look()->spots.empty()) return;
  const EntrySpot& at = look()->spots[list_.cursor];
  out.subject = nth(list_.cursor, look()->spots.size(),
                    place_of(at.path, at.place.line) + (at.chosen ? ", taken" : ", refused"));
}

}  // namespace mintport::ui
