#include "app/workbench/pages/start.hh"

#include <algorithm>

#include "app/workbench/git_words.hh"
#include "app/workbench/pages/files/files_page.hh"

namespace mintport::ui {

Handled StartPage::command(Command command) {
  if (command == Command::start) return Handled::no;
  host_.home();
  if (command == Command::next_match) {
    host_.files().first_file();
    return Handled::yes;
  }
  return command == Command::open || command == Command::back ? Handled::yes : Handled::no;
}

void StartPage::mouse(const MouseEvent& event) {
  host_.home();
  host_.files().mouse(event);
}

void StartPage::draw(Rect body, Grid& grid) {
  constexpr std::size_t kShown = 5;
  const auto& groups = host_.groups();
  SummaryPane pane;
  pane.title = "State of the migration";
  pane.notes = git_notes(host_.session().git(), host_.session().merges().count(),
                         host_.hint(Command::conflicts), host_.hint(Command::commit));
  pane.summary = host_.summary();
  pane.commits = host_.last_commits();
  pane.blocking.assign(groups.begin(), groups.begin() + static_cast<long>(std::min(groups.size(), kShown)));
  pane.staged = host_.session().commits().staged_paths();
  draw_summary(pane, body, grid);
}

Bar StartPage::bar() const {
  const auto& source = host_.session().state().manifest.source;
  return {source.package + " " + source.version, ""};
}

std::vector<Hint> StartPage::hints() const {
  return {host_.hint(Command::open, "to the files"),     host_.hint(Command::next_match, "next thing to do"),
          host_.hint(Command::findings, "all findings"), host_.hint(Command::pane_4, "changes"),
          host_.hint(Command::explain, "keys"),          host_.hint(Command::quit, "quit")};
}

}  // namespace mintport::ui
