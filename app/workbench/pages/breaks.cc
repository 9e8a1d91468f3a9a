#include "app/workbench/pages/breaks.hh"

#include "app/workbench/pages/files/files_page.hh"
#include "core/base/text.hh"

namespace mintport::ui {

BreaksPage::BreaksPage(Host& host, std::vector<StagedBreak> breaks, std::function<void()> commit)
    : host_(host), breaks_(std::move(breaks)), commit_(std::move(commit)) {
  for (const StagedBreak& broken : breaks_)
    pane_.rows.push_back({place_of(broken.path, broken.line), broken.what, broken.code});
}

void BreaksPage::move(Move move) {
  constexpr long kRows = 2;  // rows per break
  move_list(pane_.list, move, pane_.rows.size(), (host_.page_rows() - 2) / kRows);
}

void BreaksPage::go_there() {
  const StagedBreak broken = breaks_[pane_.list.cursor];
  const State& state = host_.session().state();
  const auto path = state.in_port(broken.path);
  host_.home();
  if (!path || state.find(*path) == nullptr) return host_.say(broken.path + " has no file in HF");
  host_.files().open(*path,
                     [&files = host_.files(), line = broken.line] { files.go_to_line(line, Side::right); });
}

Handled BreaksPage::command(Command command) {
  if (command == Command::open) {
    go_there();
  } else if (command == Command::commit) {
    host_.ask_yes(
        "Commit anyway",
        "The staged changes break at " + plural(breaks_.size(), "place") + ". Type yes to commit anyway:",
        commit_);
  } else {
    return Handled::no;
  }
  return Handled::yes;
}

Bar BreaksPage::bar() const {
  return {"before the commit", plural(breaks_.size(), "break") + " in the staged changes"};
}

std::vector<Hint> BreaksPage::hints() const {
  return {host_.hint(Command::open, "go there"), host_.hint(Command::commit, "commit anyway"),
          host_.hint(Command::back, "back")};
}

Subject BreaksPage::subject() const {
  Subject out;
  const StagedBreak& broken = breaks_[pane_.list.cursor];
  const State& state = host_.session().state();
  if (const auto path = state.in_port(broken.path); path && state.find(*path) != nullptr) out.path = *path;
  out.line = broken.line;
  return out;
}

void BreaksPage::where(Where& out) const {
  out.page = "breaks";
  const StagedBreak& broken = breaks_[pane_.list.cursor];
  out.subject = nth(pane_.list.cursor, breaks_.size(), place_of(broken.path, broken.line));
}

}  // namespace mintport::ui
