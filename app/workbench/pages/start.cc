#include "app/workbench/pages/start.hh"

#include <algorithm>

#include "app/workbench/git_words.hh"
#include "app/workbench/pages/files/files_page.hh"
#include "app/workbench/pages/findings.hh"

namespace mintport::ui {

SummaryPane StartPage::pane() const {
  constexpr std::size_t kShown = 5;
  const auto& groups = host_.groups();
  SummaryPane out;
  out.title = "State of the migration";
  out.notes = git_notes(host_.session().git(), host_.session().merges().count(),
                        host_.hint(Command::conflicts), host_.hint(Command::commit));
  out.summary = host_.summary();
  out.commits = host_.last_commits();
  out.blocking.assign(groups.begin(), groups.begin() + static_cast<long>(std::min(groups.size(), kShown)));
  out.staged = host_.session().commits().staged_paths();
  out.cursor = cursor_;
  return out;
}

void StartPage::move(long by) {
  const std::size_t rows = pane().rows();
  if (rows == 0) return;
  if (!cursor_) {
    cursor_ = by > 0 ? 0 : rows - 1;
  } else if (by < 0 && *cursor_ == 0) {
    cursor_.reset();
  } else {
    cursor_ = by > 0 ? std::min(*cursor_ + 1, rows - 1) : *cursor_ - 1;
  }
}

// Leads to what the row under the cursor stands for.
void StartPage::enter() {
  const SummaryPane shown = pane();
  std::size_t at = *cursor_;
  if (at < shown.blocking.size()) {
    const auto page = host_.page(Command::findings);
    host_.show(page);
    static_cast<FindingsPage&>(*page).show_symbol(shown.blocking[at].symbol);
    return;
  }
  at -= shown.blocking.size();
  if (at < shown.staged_shown()) {
    const State& state = host_.session().state();
    const auto inside = state.in_port(shown.staged[at]);
    if (inside && state.find(*inside) != nullptr) return (void)host_.files().open(*inside);
    return host_.show(host_.page(Command::pane_4));
  }
  at -= shown.staged_shown();
  if (at < shown.commits.size()) {
    const auto& [id, subject] = shown.commits[at];
    host_.notice("Commit " + id.substr(0, 10), subject);
  }
}

Handled StartPage::command(Command command) {
  if (command == Command::start) return Handled::no;
  if (command == Command::down || command == Command::up) {
    move(command == Command::down ? 1 : -1);
    return Handled::yes;
  }
  if (command == Command::open && cursor_) {
    enter();
    return Handled::yes;
  }
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

Bar StartPage::bar() const {
  const auto& source = host_.session().state().manifest.source;
  return {source.package + " " + source.version, ""};
}

std::vector<Hint> StartPage::hints() const {
  return {host_.hint(Command::open, cursor_ ? "go there" : "to the files"),
          host_.hint(Command::next_match, "next thing to do"),
          host_.hint(Command::down, "into the lists"),
          host_.hint(Command::findings, "all findings"),
          host_.hint(Command::pane_4, "changes"),
          host_.hint(Command::explain, "keys"),
          host_.hint(Command::quit, "quit")};
}

void StartPage::where(Where& out) const {
  out.page = "start";
  if (cursor_) out.subject = nth(*cursor_, pane().rows(), "lists");
}

}  // namespace mintport::ui
