// Session's part that commits: all that is staged, file by file or rule by rule, or in HEAD's place; and that
// goes to other branches.
#include "app/workbench/session.hh"
#include "core/review/message.hh"

namespace mintport {
namespace {

std::string subject_of(const std::string& message) {
  return message.substr(0, message.find('\n'));
}

}  // namespace

std::vector<std::string> Session::staged_paths() const {
  std::vector<std::string> out;
  for (const auto& [path, status] : status_) {
    if (is_staged(status)) out.push_back(path);
  }
  return out;
}

// Those too that what was renamed had.
std::vector<std::string> Session::staged_names() const {
  std::vector<std::string> out = staged_paths();
  for (const auto& [path, status] : status_) {
    if (!status.renamed_from.empty()) out.push_back(status.renamed_from);
  }
  return out;
}

std::string Session::message_for(const std::vector<std::string>& paths, std::string_view extra) const {
  std::vector<StagedFile> files;
  for (const std::string& path : paths) {
    const auto inside = state_.in_port(path);
    StagedFile file{inside.value_or(path), inside.has_value(), status_.at(path).index == TreeState::added};
    if (const FileEntry* entry = inside ? state_.find(*inside) : nullptr) {
      file.changes = entry->changes;
      file.rules = entry->rules;
      file.fixed = entry->count(Life::fixed);
      file.waived = entry->count(Life::waived);
      file.open = entry->count(Life::open);
      for (const Waiver& waiver : waivers_of(*inside))
        file.waivers.emplace_back(waiver.symbol, waiver.reason);
    }
    files.push_back(std::move(file));
  }
  return propose_message(files, state_.manifest, extra);
}

Result<std::string> Session::proposed_message() const {
  const auto wanted = tree_.message_template();
  if (!wanted) return fail(wanted.error());
  return message_for(staged_paths(), wanted->text);
}

Result<std::string> Session::commit_as(const std::string& label,
                                       const std::function<Result<CommitResult>()>& make) {
  const auto head = tree_.head_place();
  if (!head) return fail(head.error());
  return perform({.label = label, .head = HeadChange{*head, *head}}, [&]() -> Result<std::string> {
    auto done = make();
    after_index_change();
    if (!done) return fail(done.error());
    return "committed " + done->id.substr(0, 7) + " " + label.substr(label.find(' ') + 1);
  });
}

// With a template, its remarks go, as they do where git has a message edited.
Result<std::string> Session::message_to_keep(const std::string& message) const {
  const auto wanted = tree_.message_template();
  if (!wanted) return fail(wanted.error());
  return wanted->text.empty() ? message : without_comments(message, wanted->comment);
}

Result<std::string> Session::commit(const std::string& message) {
  const auto text = message_to_keep(message);
  if (!text) return text;
  return commit_as("commit " + subject_of(*text), [&] { return tree_.commit(*text); });
}

Result<std::string> Session::amend(const std::string& message) {
  const auto text = message_to_keep(message);
  if (!text) return text;
  return commit_as("amend " + subject_of(*text), [&] { return tree_.amend(*text); });
}

Result<std::string> Session::commit_fixup(const std::string& subject) {
  return commit("fixup! " + subject);
}

// What is not in it waits outside the index; a kill meanwhile leaves a step that undo takes back.
Result<std::string> Session::commit_beside(const std::string& message, const std::vector<std::string>& paths,
                                           const std::function<Result<void>()>& prepare,
                                           const IndexAfter& after) {
  Step step = index_step("commit " + subject_of(message), paths);
  if (auto head = tree_.head_place()) step.head = HeadChange{*head, *head};
  return perform(std::move(step), [&]() -> Result<std::string> {
    auto ready = prepare();
    auto commit = ready ? tree_.commit(message) : Result<CommitResult>(fail(ready.error()));
    auto back = tree_.set_index_entries(commit ? after.done : after.failed);
    after_index_change();
    if (!commit && !back) {
      Error both = commit.error();
      both.hint += "; what else was staged could not be staged again: " + to_string(back.error());
      return fail(std::move(both));
    }
    if (!commit) return fail(commit.error());
    if (!back) return fail(back.error());
    return "committed " + commit->id.substr(0, 7) + " " + subject_of(message);
  });
}

Result<Job> Session::commit_apart(const std::vector<std::string>& paths) {
  struct Work {
    std::vector<std::string> all;
    IndexEntries staged;  // those that wait, as they are staged
    std::size_t made = 0;
    std::string last;
  };
  std::vector<std::string> chosen;
  for (const std::string& path : paths) {
    const auto at = status_.find(path);
    if (at != status_.end() && is_staged(at->second)) chosen.push_back(path);
  }
  if (chosen.empty()) return fail(refused("nothing of this is staged", "stage a hunk or a file first"));
  auto work = std::make_shared<Work>();
  work->all = staged_names();
  work->staged = index_step("", work->all).index_after;
  auto commit_one = [this, work](const std::string& path) -> Result<void> {
    const auto at = status_.find(path);
    if (at == status_.end()) return {};
    const std::string message = message_for({path}, ""), old_name = at->second.renamed_from;
    auto prepare = [&]() -> Result<void> {
      for (const std::string& other : work->all) {
        if (other == path || other == old_name) continue;
        if (auto done = tree_.unstage_file(other); !done) return done;
      }
      return {};
    };
    IndexEntries rest = work->staged;
    rest.erase(path);
    auto done = commit_beside(message, work->all, prepare, {.done = std::move(rest), .failed = work->staged});
    if (!done) return fail(done.error());
    work->last = *done;
    ++work->made;
    return {};
  };
  Job job{.doing = "committing", .parts = chosen.size(), .part = {}, .end = {}};
  job.part = [chosen, commit_one](std::size_t at) {
    return only([commit_one, path = chosen[at]] { return commit_one(path); });
  };
  job.end = [this, work](const Job::End& end) -> Result<std::string> {
    if (end.stopped)
      return "stopped: made " + counted(work->made, "commit") + "; the rest is staged as before";
    return work->made == 1 ? work->last : "made " + counted(work->made, "commit") + ", one for each file";
  };
  return one_step(std::move(job));
}

Result<std::string> Session::create_branch(const std::string& name) {
  auto made = tree_.create_branch(name);
  if (!made) return fail(made.error());
  return "on the new branch " + name;
}

Result<std::string> Session::switch_branch(const std::string& name) {
  auto gone = tree_.switch_branch(name);
  if (!gone) return fail(gone.error());
  auto read = reload();
  if (!read) return fail(read.error());
  return "on the branch " + name;
}

}  // namespace mintport
