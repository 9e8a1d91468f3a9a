// Committing: the page, the look at what is staged before it, and what the command line knows of git.
#include <algorithm>
#include <ctime>

#include "app/workbench/line.hh"
#include "app/workbench/workbench.hh"
#include "core/base/text.hh"

namespace mintport {
namespace {

constexpr std::string_view kFixup = "fixup";

// Without arguments, and what they do.
const std::vector<PickerRow>& plain_lines() {
  static const std::vector<PickerRow> rows = {
      {"amend", "put what is staged, or another message, into the last commit"},
      {"fixup", "commit what is staged as a fixup! of a commit to be chosen"},
      {"commit-file", "commit what is staged of this file or folder alone"},
      {"commit-files", "one commit for each staged file"},
      {"commit-rules", "new files: HF's text, one commit for each rule, then what people did"},
      {"commit-selection", "commit the selected lines alone"},
      {"branch", "make a branch and switch to it: branch NAME"},
      {"switch", "switch to a branch: switch NAME"},
      {"convert", "what the port has not of this file or folder"},
      {"convert-all", "what the port has not at all"},
      {"unlock", "remove an index.lock that a killed process left behind"},
  };
  return rows;
}

}  // namespace

void Workbench::start_commit() {
  if (session_.commits().staged_paths().empty()) {
    said_ = "nothing is staged: " + keys_.hint(Command::stage) + " stages a hunk or a file";
    said_error_ = true;
    return;
  }
  if (!message_typed_ || message_.text.empty()) {
    auto message = session_.commits().proposed_message();
    if (!message) return say(fail(message.error()));
    message_ = {std::move(*message), 0};
  }
  page_ = Page::commit;
}

void Workbench::start_amend() {
  auto message = session_.tree().head_message();
  if (!message) return say(fail(message.error()));
  kept_message_ = std::exchange(message_, {std::move(*message), 0});
  amending_ = true;
  page_ = Page::commit;
}

void Workbench::leave_commit() {
  if (std::exchange(amending_, false)) message_ = std::move(kept_message_);
  page_ = Page::main;
}

void Workbench::accept_commit() {
  const std::string text = message_.text;
  if (amending_)
    return commit_checked([this, text] {
      return at_once("committing", [this, text] { return session_.commits().amend(text); });
    });
  commit_checked([this, text] {
    return at_once("committing", [this, text] {
      auto done = session_.commits().commit(text);
      if (!done) return done;
      message_typed_ = false;
      message_ = {};
      surroundings_.write_note(kMessageNote, "");
      return done;
    });
  });
}

void Workbench::commit_checked(Commit commit) {
  auto take = [this](std::vector<StagedBreak> found) { broken_ = std::move(found); };
  begin(session_.commits().check_staged(std::move(take)), [this, commit](const Result<std::string>& checked) {
    if (!checked) {
      say(checked);
    } else if (broken_.empty()) {
      finish_commit(commit);
    } else {
      show_breaks(commit);
    }
  });
}

void Workbench::show_breaks(Commit commit) {
  postponed_.clear();  // nothing is to be done without a look at them
  pending_ = std::move(commit);
  if (page_ != Page::breaks) before_breaks_ = page_;
  breaks_ = {};
  for (const StagedBreak& broken : broken_) {
    breaks_.rows.push_back({broken.path + ":" + std::to_string(broken.line), broken.what, broken.code});
  }
  page_ = Page::breaks;
}

void Workbench::finish_commit(const Commit& commit) {
  begin(commit(), [this](const Result<std::string>& done) {
    say(done);
    if (done) leave_commit();
    refresh_views();
  });
}

void Workbench::ask_to_break() {
  ask(Asking::breaks, "Commit all the same",
      "What is staged would break at " + plural(broken_.size(), "place") +
          ". Type yes to commit it as it is:");
}

void Workbench::go_to_break() {
  const StagedBreak broken = broken_[breaks_.list.cursor];
  const auto path = session_.state().in_port(broken.path);
  leave_commit();
  if (!path || session_.state().find(*path) == nullptr) {
    said_ = broken.path + " has no file in HF beside it";
    return;
  }
  open(*path);
  // The line is that of the staged text; the file's may be another where it goes on.
  if (has_file()) go_to_line(broken.line, Side::right);
}

// Of the open file, or of what the cursor is on in the tree or the changes.
std::vector<std::string> Workbench::files_here() const {
  if (page_ == Page::staging && !changed_.empty()) return {changed_[staging_.list.cursor].path};
  if (page_ == Page::main && pane_ == Pane::tree && !tree_.empty()) {
    return session_.index().changed_below(tree_[tree_list_.cursor].path);
  }
  if (has_file()) return {session_.state().port_path(session_.file()->path)};
  return {};
}

// Below both roots: the open file, or what the cursor is on in the tree.
std::string Workbench::path_here() const {
  if (page_ == Page::main && pane_ == Pane::tree && !tree_.empty()) return tree_[tree_list_.cursor].path;
  return has_file() ? session_.file()->path : "";
}

void Workbench::ask_to_unlock() {
  const auto lock = session_.tree().index_lock();
  if (!lock) {
    said_ = "the index is not locked";
  } else if (!lock->holder.empty()) {
    said_ = lock->holder + " holds the lock of the index: wait until it has ended";
    said_error_ = true;
  } else {
    const auto minutes = (std::time(nullptr) - lock->time) / 60;
    ask(Asking::unlock, "Unlock the index",
        lock->path + ", " + plural(static_cast<std::size_t>(std::max<std::int64_t>(minutes, 0)), "minute") +
            " old, is held by no process that can be seen: a git that was killed left it. Type yes to remove "
            "it:");
  }
}

void Workbench::unlock() {
  const auto done = session_.tree().remove_index_lock();
  say(done ? Result<std::string>("the index is unlocked") : fail(done.error()));
  refresh_views();
}

// Another branch may not have the open file, and no table entry is looked at any more.
void Workbench::leave_what_is_gone() {
  if (!has_file()) {
    pane_ = Pane::tree;
    detail_.reset();
    anchor_.reset();
  }
  const bool of_file = page_ == Page::weights || page_ == Page::explain;
  if ((of_file && !has_file()) || (page_ == Page::entry && session_.entries().look() == nullptr))
    page_ = Page::main;
}

bool Workbench::run_git_line(const std::string& line) {
  if (line == "amend") {
    start_amend();
  } else if (line == kFixup) {
    if (session_.commits().staged_paths().empty()) {
      start_commit();  // says so
    } else {
      pick(Picking::fixup);
    }
  } else if (line == "commit-file") {
    commit_checked([this, paths = files_here()] { return session_.commits().commit_apart(paths); });
  } else if (line == "commit-files") {
    commit_checked([this] { return session_.commits().commit_apart(session_.commits().staged_paths()); });
  } else if (line == "commit-rules") {
    commit_checked([this] { return session_.commits().commit_by_rules(); });
  } else if (line == "convert") {
    const std::string path = path_here();
    begin(path.empty() ? fail(refused("no file is open", ":convert-all converts all that the port has not"))
                       : session_.batches().convert_files(path));
  } else if (line == "convert-all") {
    begin(session_.batches().convert_files(""));
  } else if (line == "commit-selection") {
    const auto rows = selection();
    if (!rows || !session_.commits().staged_paths().empty()) {
      said_ = rows ? "other changes are staged: commit or unstage them first"
                   : "no lines are selected: " + keys_.hint(Command::select_lines) + " begins a selection";
      said_error_ = true;
      return true;
    }
    stage_selection(*rows);
    if (!said_error_) start_commit();
  } else if (line.starts_with(kBranch)) {
    say(session_.create_branch(std::string(trim(line.substr(kBranch.size())))));
  } else if (line.starts_with(kSwitch)) {
    say(session_.switch_branch(std::string(trim(line.substr(kSwitch.size())))));
    leave_what_is_gone();
    refresh_views();
  } else if (line == "unlock") {
    ask_to_unlock();
  } else {
    return false;
  }
  return true;
}

void Workbench::add_git_candidates(std::string_view typed, std::vector<PickerRow>& rows) const {
  if (!typed.starts_with(kSwitch)) {
    rows.insert(rows.end(), plain_lines().begin(), plain_lines().end());
    return;
  }
  if (const auto branches = session_.tree().branches()) {
    for (const std::string& name : *branches) rows.push_back({std::string(kSwitch) + name, ""});
  }
}

}  // namespace mintport
