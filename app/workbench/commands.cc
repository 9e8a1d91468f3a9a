// Commands that pages do not handle themselves. A command that acts on "this" asks the top page for its
// subject, and reports what is missing if there is none. The switch has no default, so that -Wswitch reports
// commands that nothing handles.
#include <algorithm>
#include <charconv>
#include <ctime>

#include "app/workbench/overlays/command_line.hh"
#include "app/workbench/pages/commit.hh"
#include "app/workbench/pages/entry.hh"
#include "app/workbench/pages/files/files_page.hh"
#include "app/workbench/pages/pages.hh"
#include "app/workbench/pages/text.hh"
#include "app/workbench/pages/text_search.hh"
#include "app/workbench/workbench.hh"
#include "core/base/text.hh"

namespace mintport::ui {

void Workbench::run(Command command, const std::string& argument) {
  const auto page = top();
  if (page->command(command) == Handled::yes) return;
  if (top() != page) return run(command, argument);  // the page has closed itself
  if (const auto by = move_of(command, body().height)) return page->move(*by);
  this->command(command, argument);
}

void Workbench::command(Command command, const std::string& argument) {
  const CommandInfo& row = info(command);
  if (!row.argument.empty() && argument.empty())  // started by a key: the user types the argument
    return push(std::make_shared<CommandLine>(*this, std::string(line_name(row)) + " "));
  switch (command) {
    case Command::up:
    case Command::down:
    case Command::page_up:
    case Command::page_down:
    case Command::half_page_up:
    case Command::half_page_down:
    case Command::top:
    case Command::bottom:
      return;  // handled by the page
    case Command::left:
    case Command::right:
      return;  // pages without sides
    case Command::scroll_left:
    case Command::scroll_right:
    case Command::next_finding:
    case Command::previous_finding:
    case Command::next_hunk:
    case Command::previous_hunk:
    case Command::definition:
    case Command::recenter:
    case Command::fold_context:
    case Command::unified:
    case Command::three:
    case Command::wrap:
      return say("this is for the code: " + hint(Command::pane_2) + " shows it");
    case Command::search:
    case Command::previous_match:
      return say("there is nothing to search here");
    case Command::next_match:
      return files().next_step();
    case Command::next_pane:
    case Command::previous_pane:
      return files().next_pane(command == Command::next_pane);
    case Command::pane_1:
      return files().focus(FilesPage::Pane::tree);
    case Command::pane_2:
      return files().focus(FilesPage::Pane::code);
    case Command::pane_3:
      return files().focus(FilesPage::Pane::findings);
    case Command::findings:
    case Command::weights:
    case Command::pane_4:
    case Command::start:
    case Command::conflicts:
    case Command::steps:
    case Command::validation:
      return show_page(command);
    case Command::take_ours:
    case Command::take_theirs:
    case Command::take_both:
      return show_page(Command::conflicts);
    case Command::fix_all:
      return say("in the project's findings (" + hint(Command::findings) +
                 ") this fixes all places of a group");
    case Command::back:
      if (is_home() && session_.validations().running()) return session_.validations().stop();
      return pop();
    case Command::open:
      return pop();
    case Command::quit:
      return is_home() ? quit() : pop();
    case Command::command_line:
      return push(std::make_shared<CommandLine>(*this));
    case Command::find_file:
      return pick_file(*this);
    case Command::find_text:
      return push(std::make_shared<TextSearchPage>(*this, argument));
    case Command::outline:
      return pick_definition(*this);
    case Command::go_to:
      return go_to(subject());
    case Command::jump_back:
    case Command::jump_forward:
      return jump(command == Command::jump_back);
    case Command::edit:
      return edit(subject());
    case Command::entry:
      return make_entry(subject());
    case Command::validate:
      return validate(subject());
    case Command::waive:
      return waive(subject());
    case Command::note:
      return note(subject());
    case Command::take_source:
    case Command::take_conversion:
      return take_text(subject(), command);
    case Command::mark_reviewed:
      return mark_reviewed(subject());
    case Command::mark_hunk:
      return mark_hunk(subject());
    case Command::copy:
      return copy_path(subject());
    case Command::copy_what:
      return say("open a file first; " + hint(Command::copy) + " copies the path");
    case Command::undo:
      return replay(action::Undo{});
    case Command::redo:
      return replay(action::Redo{});
    case Command::stage:
      return say("there is nothing here to stage");
    case Command::stage_file:
      return stage_file(subject());
    case Command::select_lines:
      return say("select lines in the code (" + hint(Command::pane_2) + ") and in the hunks of changes (" +
                 hint(Command::pane_4) + ", " + hint(Command::next_pane) + ")");
    case Command::commit:
      return CommitPage::start(*this);
    case Command::refresh:
      session_.refresh();
      say_tables_error();
      return refresh();
    case Command::explain:
      return explain(subject());
    case Command::blame:
      return blame(subject());
    case Command::help:
      return push(std::make_shared<HelpPage>(*this));
    case Command::open_file:
      return open_file(argument);
    case Command::line:
      return go_to_line(Side::right, argument);
    case Command::source_line:
      return go_to_line(Side::left, argument);
    case Command::theme:
      return choose_theme(argument);
    case Command::amend:
      return CommitPage::start_amend(*this);
    case Command::fixup:
      return fixup();
    case Command::commit_file:
      return commit_checked(
          *this, [this, paths = subject().changed] { return session_.commits().commit_apart(paths); });
    case Command::commit_files:
      return commit_checked(
          *this, [this] { return session_.commits().commit_apart(session_.commits().staged_paths()); });
    case Command::commit_rules:
      return commit_checked(*this, [this] { return session_.commits().commit_by_rules(); });
    case Command::commit_selection:
      return commit_selection();
    case Command::branch:
      return say(session_.create_branch(argument));
    case Command::switch_branch:
      say(session_.switch_branch(argument));
      return refresh();
    case Command::convert:
      return convert(subject());
    case Command::convert_all:
      return begin(session_.batches().convert_files(""));
    case Command::unlock:
      return unlock();
    case Command::abort_merge:
      return abort_merge();
    case Command::text_accept:
    case Command::text_cancel:
    case Command::text_newline:
    case Command::text_editor:
    case Command::text_reset:
    case Command::text_decisions:
    case Command::text_left:
    case Command::text_right:
    case Command::text_up:
    case Command::text_down:
    case Command::text_start:
    case Command::text_end:
    case Command::text_complete:
    case Command::text_backspace:
    case Command::text_delete:
    case Command::text_delete_word:
    case Command::text_delete_line:
      return;  // handled by pages with a text field
  }
}

void Workbench::show_page(Command command) {
  const auto shown = page(command);
  if (page_row(command)->toggles && top() == shown) return pop();
  show(shown);
}

// Opens the subject's file, if it is not the open one. The page stays.
bool Workbench::open_subject(const Subject& subject) {
  if (session_.file() && session_.file()->path == subject.path) return true;
  if (auto opened = session_.open(subject.path); !opened) {
    say(fail(opened.error()));
    return false;
  }
  refresh();
  return true;
}

void Workbench::mark_reviewed(const Subject& subject) {
  if (!subject.is_file()) return say("there is no file under the cursor to be marked");
  if (open_subject(subject)) say(session_.review().mark_reviewed());
  refresh();
}

// Undoes or redoes a step, and goes to the first line that this changed in the open file.
void Workbench::replay(const Action& action) {
  auto said = session_.act(action);
  const std::uint32_t line = said ? session_.changed_line() : 0;
  if (line > 0) *said += ", line " + std::to_string(line);
  say(said);
  refresh();
  if (line > 0) files().stay_at(line);
}

void Workbench::mark_hunk(const Subject& subject) {
  if (!subject.row) return say("go to a hunk of the code: " + hint(Command::mark_hunk) + " marks it");
  const Diff& diff = session_.file()->code.diff;
  const Hunk* hunk = diff.hunk_at(*subject.row);
  if (hunk == nullptr) {
    return say("both sides have this line; " + hint(Command::next_hunk) + " goes to the next hunk");
  }
  say(session_.review().mark_hunk(static_cast<std::size_t>(hunk - diff.hunks.data())));
  refresh();
}

// Takes one side's text for the hunk at the cursor.
void Workbench::take_text(const Subject& subject, Command command) {
  if (!subject.row) return say("go to a hunk of the code: " + hint(command) + " takes another text for it");
  const Diff& diff = session_.file()->code.diff;
  const Hunk* hunk = diff.hunk_at(*subject.row);
  if (hunk == nullptr)
    return say("both sides have this line; " + hint(Command::next_hunk) + " goes to the next hunk");
  const auto index = static_cast<std::size_t>(hunk - diff.hunks.data());
  say(command == Command::take_source
          ? session_.review().take_source(index)
          : session_.review().take_conversion(index, diff.rows[*subject.row].right));
  refresh();
}

void Workbench::edit(const Subject& subject) {
  if (!subject.is_file()) return say("there is no file under the cursor to be edited");
  if (open_subject(subject)) say(session_.review().edit(subject.line.value_or(1)));
  refresh();
}

void Workbench::make_entry(const Subject& subject) {
  if (subject.row) return EntryPage::start(*this, *subject.row);
  say("on code that you edited, " + hint(Command::entry) + " makes a mapping entry of it");
}

// The first time in a work tree, asks whether its code may be executed.
void Workbench::validate(const Subject& subject) {
  if (subject.path.empty()) return say("there is no file or folder under the cursor to validate");
  Validations& validations = session_.validations();
  const auto start = [this, path = subject.path] {
    if (auto started = session_.validations().start(path); !started) return say(fail(started.error()));
    say("validating " + path + "; " + hint(Command::back) + " stops it");
    take_validation();
  };
  if (validations.running() || validations.agreed()) return start();
  ask_yes("Validate",
          "This executes the Python code of this work tree. Type yes to agree; mintport remembers it:",
          [this, start] {
            if (auto agreed = session_.validations().agree(); !agreed) return say(fail(agreed.error()));
            start();
          });
}

// Shows the result of a validation that has ended.
void Workbench::take_validation() {
  const auto ended = session_.validations().take_end();
  if (!ended) return;
  say(*ended);
  stale_ = true;
  refresh();
}

void Workbench::explain(const Subject& subject) {
  std::string text;
  if (subject.row) {
    const Row& row = session_.file()->code.diff.rows[*subject.row];
    text = session_.files().explain_line(row.left.value_or(0), row.right.value_or(0));
    if (!text.empty()) text += session_.files().origin_of(*subject.row);
  }
  if (text.empty()) return push(std::make_shared<HelpPage>(*this));
  push(std::make_shared<ExplanationPage>(*this, "Why this is so", std::move(text)));
}

void Workbench::blame(const Subject& subject) {
  if (!subject.row) {
    return say("go to a line of code; " + hint(Command::blame) + " shows its rule, person and commit");
  }
  push(std::make_shared<ExplanationPage>(*this, "Origin of this line",
                                         session_.files().origin_of(*subject.row)));
}

void Workbench::stage_file(const Subject& subject) {
  if (subject.changed.empty()) return say("there is nothing here to stage");
  say(session_.index().toggle_files(subject.changed));
  refresh();
}

void Workbench::copy_path(const Subject& subject) {
  if (subject.path.empty()) return say("nothing to copy here");
  if (surroundings_.copy(subject.path)) return say("copied " + subject.path);
  complain("not copied: the terminal takes at most 74,994 bytes");
}

void Workbench::convert(const Subject& subject) {
  begin(subject.path.empty()
            ? fail(refused("no file is open", ":convert-all converts every file that the port lacks"))
            : session_.batches().convert_files(subject.path));
}

void Workbench::commit_selection() {
  if (!files().selection() || !is_home())
    return complain("no lines are selected; " + hint(Command::select_lines) + " begins a selection");
  if (!session_.commits().staged_paths().empty())
    return complain("other changes are staged; commit or unstage them first");
  const auto staged = files().stage_selection();
  say(staged);
  refresh();
  if (staged) CommitPage::start(*this);
}

void Workbench::fixup() {
  if (session_.commits().staged_paths().empty()) return CommitPage::start(*this);  // shows why
  constexpr std::size_t kMost = 200;
  const auto log = session_.tree().log(kMost);
  if (!log) return say(fail(log.error()));
  std::vector<PickerRow> rows;
  for (const CommitSummary& commit : *log) rows.push_back({commit.subject, commit.id.substr(0, 7)});
  push(std::make_shared<Picker>(*this, "Fix up which commit?", rows, [this, rows](std::size_t index) {
    commit_checked(*this, [&session = session_, subject = rows[index].text] {
      return at_once("committing", [&session, subject] { return session.commits().commit_fixup(subject); });
    });
  }));
}

void Workbench::abort_merge() {
  const GitState& git = session_.git();
  if (git.operation != GitState::Operation::merge) return say("no merge is in progress");
  ask_yes(
      "Give up the merge of " + git.other,
      "The files that the merge changed will be as in HEAD, with what was resolved in them gone; undo does "
      "not bring it back. Type yes to give it up:",
      [this] {
        say(session_.merges().abort());
        refresh();
      });
}

void Workbench::unlock() {
  const auto lock = session_.tree().index_lock();
  if (!lock) return say("the index is not locked");
  if (!lock->holder.empty())
    return complain(lock->holder + " holds the lock of the index; wait until it ends");
  const auto minutes = (std::time(nullptr) - lock->time) / 60;
  ask_yes("Unlock the index",
          lock->path + ", " + plural(static_cast<std::size_t>(std::max<std::int64_t>(minutes, 0)), "minute") +
              " old; no visible process holds it, so a killed git left it. Type yes to remove it:",
          [this] {
            const auto done = session_.tree().remove_index_lock();
            say(done ? Result<std::string>("the index is unlocked") : fail(done.error()));
            refresh();
          });
}

void Workbench::open_file(const std::string& path) {
  if (session_.state().find(path) == nullptr) return complain("no such file: " + path);
  (void)files().open(path);
}

void Workbench::choose_theme(const std::string& name) {
  const auto theme = parse_theme(name);
  if (!theme) return complain("unknown theme: " + name);
  theme_ = theme;
  say("theme " + std::string(to_string(*theme)));
}

void Workbench::go_to_line(Side side, const std::string& number) {
  std::uint32_t line = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), line);
  if (number.empty() || error != std::errc() || end != number.data() + number.size())
    return complain("no such line: " + number);
  files().go_to_line(line, side);
}

}  // namespace mintport::ui
