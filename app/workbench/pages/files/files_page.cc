#include "app/workbench/pages/files/files_page.hh"

#include <algorithm>

#include "core/base/text.hh"

namespace mintport::ui {
namespace {

constexpr int kSideways = 8;

// These commands move the cursor away from the open finding.
bool leaves_finding(Command command) {
  return command == Command::next_hunk || command == Command::previous_hunk ||
         command == Command::next_match || command == Command::previous_match ||
         command == Command::definition;
}

}  // namespace

FilesPage::FilesPage(Host& host)
    : host_(host),
      tree_(host.session().state()),
      code_(
          host.session().file(), [&host] { return host.session().files().pure_text(); },
          [this] { return layout().code; }) {}

Subject FilesPage::subject() const {
  Subject out;
  if (pane_ == Pane::tree) {
    const TreeRow* row = tree_.here();
    if (row == nullptr) return out;
    out.path = row->path;
    out.folder = row->folder;
    out.changed = session().index().changed_below(row->path);
    return out;
  }
  if (!file()) return out;
  out.path = file()->path;
  out.changed = {session().state().port_path(out.path)};
  out.finding = finding_here();
  out.line = port_line();
  if (code_.empty()) return out;
  const bool in_rows = pane_ == Pane::code && !detail_;
  if (in_rows && code_.on_fold()) return out;
  if (!in_rows && out.finding) out.line = file()->findings[*out.finding].line;
  const Diff& diff = file()->code.diff;
  const std::size_t row = in_rows ? code_.here().row : diff.row_of(Side::right, out.line.value_or(0));
  if (row < diff.rows.size()) out.row = row;
  return out;
}

void FilesPage::refresh() {
  tree_.refresh();
  code_.refresh();
  if (file()) {
    findings_.move(0, file()->findings.size());
  } else {
    pane_ = Pane::tree;
  }
  if (detail_ && !detail_->is_there()) detail_.reset();
  if (detail_) detail_->refresh();
}

void FilesPage::resized() {
  code_.scroll_back();
  if (const auto finding = finding_here()) to_finding(*finding);
}

bool FilesPage::open(const std::string& path, const std::function<void()>& then) {
  if (!session().files().is_slow(path)) {
    const bool opened = open_now(path);
    if (opened && then) then();
    return opened;
  }
  host_.begin(session().files().prepare(path), [this, path, then](const Result<std::string>& ready) {
    if (!ready) return host_.say(ready);
    if (open_now(path) && then) then();
  });
  return true;
}

bool FilesPage::open_now(const std::string& path) {
  const bool other = !file() || file()->path != path;
  if (auto opened = session().open(path); !opened) {
    host_.say(fail(opened.error()));
    return false;
  }
  if (other) {
    code_.reset();
    findings_ = {};
  }
  detail_.reset();
  pane_ = Pane::code;
  host_.home();
  host_.refresh();
  tree_.reveal(path);
  host_.remember();
  return true;
}

void FilesPage::focus(Pane pane) {
  host_.home();
  detail_.reset();
  if (pane != Pane::tree && !file())
    return host_.say("no file is open; enter opens the one under the cursor");
  pane_ = pane;
}

void FilesPage::next_pane(bool forward) {
  constexpr int kPanes = 3;
  focus(static_cast<Pane>((static_cast<int>(pane_) + (forward ? 1 : kPanes - 1)) % kPanes));
}

void FilesPage::go_to_line(std::uint32_t line, Side side) {
  if (code_.empty()) return host_.say("no file is open: " + host_.hint(Command::find_file) + " finds one");
  host_.home();
  detail_.reset();
  pane_ = Pane::code;
  code_.show_line(line, side);
}

void FilesPage::go_to_row(std::size_t diff_row) {
  focus(Pane::code);
  code_.show_row(diff_row);
}

void FilesPage::stay_at(std::uint32_t line) {
  code_.show_row(file()->code.diff.row_of(Side::right, line));
}

std::optional<std::uint32_t> FilesPage::port_line() const {
  return code_.empty() ? std::nullopt : std::optional(code_.line(Side::right).value_or(1));
}

std::optional<RowRange> FilesPage::selection() const {
  return pane_ == Pane::code && !detail_ ? code_.selection() : std::nullopt;
}

std::optional<std::size_t> FilesPage::finding_here() const {
  if (!file()) return std::nullopt;
  const auto& findings = file()->findings;
  if (detail_) return detail_->finding();
  if (pane_ == Pane::findings) return findings.empty() ? std::nullopt : std::optional(findings_.cursor);
  const auto line = port_line();
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (findings[i].line != line) continue;
    if (!found || (findings[i].life == Life::open && findings[*found].life != Life::open)) found = i;
  }
  return found;
}

void FilesPage::to_finding(std::size_t index) {
  const CodeSide& port = file()->code.right;
  const TrackedFinding& finding = file()->findings[index];
  findings_.cursor = index;
  code_.show_row(file()->code.diff.row_of(Side::right, finding.line), Side::right);
  if (finding.line > port.starts.size()) return;
  // Scroll to the end of the symbol in the line, else to the start of the finding: a call may span several
  // lines.
  constexpr std::size_t kBeginning = 16;
  const std::string_view text = port.line(finding.line), symbol = finding.finding.symbol;
  const std::string_view name = symbol.substr(symbol.rfind('.') + 1);
  const std::size_t begin =
      std::min<std::size_t>(finding.at.begin - port.starts[finding.line - 1], text.size());
  const std::size_t named = text.find(name, begin);
  const std::size_t end = named != std::string_view::npos ? named + name.size() : begin + kBeginning;
  code_.show_part(Side::right, finding.line,
                  {static_cast<ByteOffset>(begin), static_cast<ByteOffset>(std::min(end, text.size()))});
}

void FilesPage::next_finding(bool forward) {
  const auto& findings = file()->findings;
  const std::uint32_t line = detail_ ? findings[detail_->finding()].line : port_line().value_or(1);
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (findings[i].life != Life::open) continue;
    const bool ahead = forward ? findings[i].line > line : findings[i].line < line;
    if (!ahead) continue;
    const bool nearer = !best || (forward ? findings[i].line < findings[*best].line
                                          : findings[i].line > findings[*best].line);
    if (nearer) best = i;
  }
  if (!best) return next_finding_elsewhere(forward);
  if (detail_) detail_.emplace(session(), *best);
  to_finding(*best);
}

// The first press says where the next finding is, the second goes there.
void FilesPage::next_finding_elsewhere(bool forward) {
  const std::vector<FileEntry>& files = session().state().files;
  const auto here =
      std::find_if(files.begin(), files.end(), [&](const FileEntry& at) { return at.path == file()->path; });
  const auto start = static_cast<std::size_t>(here - files.begin());
  const FileEntry* next = nullptr;
  for (std::size_t step = 1; step < files.size() && next == nullptr; ++step) {
    const FileEntry& at = files[(forward ? start + step : start + files.size() - step) % files.size()];
    if (at.count(Life::open) > 0) next = &at;
  }
  std::string said = forward ? "no open finding below" : "no open finding above";
  const std::uint32_t line = port_line().value_or(1);
  const auto left = static_cast<std::size_t>(
      std::count_if(file()->findings.begin(), file()->findings.end(), [&](const TrackedFinding& at) {
        return at.life == Life::open && (forward ? at.line < line : at.line > line);
      }));
  if (left > 0) {
    const Command back = forward ? Command::previous_finding : Command::next_finding;
    said += "; " + host_.hint(back) + " goes back to the " + grouped(left) + (forward ? " above" : " below");
  }
  if (next == nullptr) return host_.say(said + "; no other file has one");
  const std::string beyond = file()->path + (forward ? " ] " : " [ ") + next->path;
  if (beyond_ != beyond) {
    beyond_ = beyond;
    return host_.say(said + "; " + host_.hint(forward ? Command::next_finding : Command::previous_finding) +
                     " again opens " + next->path + ", " + grouped(next->count(Life::open)) + " open");
  }
  beyond_.clear();
  open(std::string(next->path), [this, forward] {
    const auto& findings = file()->findings;
    std::optional<std::size_t> to;
    for (std::size_t i = 0; i < findings.size(); ++i) {
      if (findings[i].life == Life::open && (!to || !forward)) to = i;
    }
    if (to) to_finding(*to);
  });
}

void FilesPage::next_hunk(bool forward) {
  if (code_.empty()) return;
  const std::size_t row = code_.here().row;
  std::optional<std::size_t> target;
  for (const Hunk& hunk : file()->code.diff.hunks) {
    if (hunk.expected) continue;  // renames need no review
    if (forward && hunk.first > row) {
      target = hunk.first;
      break;
    }
    if (!forward && hunk.first < row) target = hunk.first;
  }
  if (target) return code_.show_row(*target);
  host_.say(forward ? "no more hunks below, only renames" : "no more hunks above, only renames");
}

const Definition* FilesPage::definition_here(Side side) const {
  const auto line = code_.line(side);
  if (!line) return nullptr;
  const auto& definitions = file()->code.side(side).definitions;
  const auto at = definition_at(definitions, *line);
  return at ? &definitions[*at] : nullptr;
}

void FilesPage::to_definition() {
  const CodeFile& code = file()->code;
  const Side side = code_.side(), other = side == Side::left ? Side::right : Side::left;
  const Definition* here = definition_here(side);
  if (here == nullptr) return host_.say("no class or function contains this line");
  const auto& others = code.side(other).definitions;
  const auto index = static_cast<std::size_t>(here - code.side(side).definitions.data());
  const auto found = counterpart(code.side(side).definitions, index, others, side, code.diff);
  const std::string there = other == Side::right ? "the port" : "HF";
  if (!found) return host_.complain(there + " has no counterpart of " + here->path);
  go_to_line(others[*found].line, other);
  host_.say(others[*found].name + " in " + there + ", line " + std::to_string(others[*found].line) + "; " +
            host_.hint(Command::definition) + " goes back");
}

void FilesPage::next_fold() {
  switch (code_.fold()) {
    case Fold::none:
      code_.set_fold(Fold::equal);
      return host_.say("equal lines are folded");
    case Fold::equal:
      code_.set_fold(Fold::settled);
      return host_.say("only what needs a person: renames and reviewed hunks are folded too");
    case Fold::settled:
      code_.set_fold(Fold::none);
      return host_.say("all lines");
  }
}

void FilesPage::toggle_three() {
  if (!code_.wants_three() && !file()->conversion) return host_.say("this file is copied, not converted");
  if (!code_.toggle_three()) {
    return host_.complain("three columns need a terminal of " + std::to_string(CodeArea::kLeastThree) +
                          " columns; this one has " + std::to_string(host_.width()));
  }
  if (!code_.wants_three()) return;
  host_.say(file()->by_hand.empty() ? "HF | conversion | port: no manual changes"
                                    : "HF | conversion | port: manual changes are highlighted on the right");
}

void FilesPage::move(Move move) {
  const Layout at = layout();
  if (pane_ == Pane::tree) return move_list(tree_.list(), move, tree_.rows().size(), host_.page_rows());
  if (pane_ == Pane::findings) {
    move_list(findings_, move, file()->findings.size(), at.findings.height - 1);
    if (!file()->findings.empty()) to_finding(findings_.cursor);
    return;
  }
  code_.move(move);
  if (const auto here = finding_here()) findings_.cursor = *here;
}

void FilesPage::enter() {
  if (pane_ == Pane::tree) {
    const TreeRow* row = tree_.here();
    if (row == nullptr) return;
    if (!row->folder) return (void)open(std::string(row->path));
    return tree_.toggle();
  }
  if (pane_ == Pane::code && code_.on_fold()) return code_.open_fold();
  if (!file()->port_text) {
    host_.say(session().review().convert_file());
    return host_.refresh();
  }
  const auto finding = finding_here();
  if (!finding) return host_.say("no finding on this line");
  detail_.emplace(session(), *finding);
  to_finding(*finding);
}

void FilesPage::enter_detail() {
  if (!detail_->has_preview()) return;
  const auto fixed = session().review().apply_fix(detail_->finding(), detail_->fix());
  host_.say(fixed);
  if (fixed) detail_.reset();
  host_.refresh();
}

void FilesPage::back() {
  if (selection()) {
    code_.select_nothing();
  } else if (!search_.empty()) {
    search_ = {};
  } else {
    pane_ = pane_ == Pane::findings ? Pane::code : Pane::tree;
  }
}

// While a finding is open, commands that move or open apply to it.
Handled FilesPage::detail_command(Command command) {
  if (const auto by = move_of(command, host_.body().height)) {
    detail_->move(*by);
  } else if (command == Command::open) {
    enter_detail();
  } else if (command == Command::back) {
    detail_.reset();
  } else {
    if (leaves_finding(command)) detail_.reset();
    return Handled::no;
  }
  return Handled::yes;
}

Handled FilesPage::tree_command(Command command) {
  const TreeRow* row = tree_.here();
  switch (command) {
    case Command::left:
      tree_.close_or_up();
      return Handled::yes;
    case Command::right:
      if (row != nullptr && row->folder && row->open) {
        move({1, false});
      } else {
        enter();
      }
      return Handled::yes;
    case Command::copy:
      if (row != nullptr) copy(row->path, row->path);
      return Handled::yes;
    default:
      return Handled::no;
  }
}

// Commands that change the view or move in the code.
Handled FilesPage::code_command(Command command) {
  switch (command) {
    case Command::left:
    case Command::scroll_left:
    case Command::right:
    case Command::scroll_right:
      if (code_.wraps()) {
        host_.say("long lines wrap; " + host_.hint(Command::wrap) + " cuts them");
      } else {
        code_.scroll(command == Command::left || command == Command::scroll_left ? -kSideways : kSideways);
      }
      return Handled::yes;
    case Command::next_finding:
    case Command::previous_finding:
      next_finding(command == Command::next_finding);
      return Handled::yes;
    case Command::next_hunk:
    case Command::previous_hunk:
      next_hunk(command == Command::next_hunk);
      return Handled::yes;
    case Command::recenter:
      code_.recenter();
      return Handled::yes;
    case Command::fold_context:
      next_fold();
      return Handled::yes;
    case Command::definition:
      to_definition();
      return Handled::yes;
    case Command::unified:
      code_.toggle_unified();
      host_.say(code_.view() == CodeView::unified
                    ? "unified: removed lines above added lines; renames are shown once"
                    : "side by side");
      return Handled::yes;
    case Command::three:
      toggle_three();
      return Handled::yes;
    case Command::wrap:
      code_.toggle_wrap();
      host_.say(code_.wraps() ? "long lines wrap"
                              : "long lines are cut; " + host_.hint(Command::scroll_right) + " scrolls");
      return Handled::yes;
    case Command::copy:
      copy_line();
      return Handled::yes;
    case Command::copy_what:
      copy_what();
      return Handled::yes;
    default:
      return Handled::no;
  }
}

Handled FilesPage::command(Command command) {
  if (command != Command::next_finding && command != Command::previous_finding) beyond_.clear();
  if (detail_ && detail_command(command) == Handled::yes) return Handled::yes;
  if (pane_ == Pane::tree && tree_command(command) == Handled::yes) return Handled::yes;
  // These also work from the tree, if the code is visible.
  if (layout().shows_code && code_command(command) == Handled::yes) return Handled::yes;
  if (const auto by = move_of(command, host_.body().height)) {
    move(*by);
    return Handled::yes;
  }
  switch (command) {
    case Command::open:
      enter();
      return Handled::yes;
    case Command::back:
      back();
      return Handled::yes;
    case Command::search:
      ask_search();
      return Handled::yes;
    case Command::next_match:
      search_.empty() ? next_step() : search(true);
      return Handled::yes;
    case Command::previous_match:
      search(false);
      return Handled::yes;
    case Command::next_pane:
    case Command::previous_pane:
      next_pane(command == Command::next_pane);
      return Handled::yes;
    case Command::stage:
      stage();
      return Handled::yes;
    case Command::stage_file:
      stage_file();
      return Handled::yes;
    case Command::select_lines:
      select_lines();
      return Handled::yes;
    case Command::waive:
      if (!selection()) return Handled::no;
      waive_selection();
      return Handled::yes;
    default:
      return Handled::no;
  }
}

}  // namespace mintport::ui
