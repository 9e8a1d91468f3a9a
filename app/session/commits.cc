#include "app/session/commits.hh"

#include <algorithm>

#include "core/base/text.hh"
#include "core/review/message.hh"
#include "core/review/validation.hh"

namespace mintport {
namespace {

std::string subject_of(const std::string& message) {
  return message.substr(0, message.find('\n'));
}

}  // namespace

// Includes the old names of renamed files.
std::vector<std::string> Commits::staged_names() const {
  std::vector<std::string> out = staged_paths();
  for (const auto& [path, status] : project_.status) {
    if (!status.renamed_from.empty()) out.push_back(status.renamed_from);
  }
  return out;
}

// What would be committed, and the source beside it.
ValidatedBlobs Commits::staged_blobs(const std::string& path, const std::string& below) const {
  const auto staged = project_.tree.staged_text(path);
  const auto source = project_.sources.read(below);
  return {staged ? project_.tree.blob_id(*staged) : "", source ? project_.tree.blob_id(*source) : ""};
}

std::string Commits::message_for(const std::vector<std::string>& paths, std::string_view extra) const {
  // A commit that revises a file is not told the story of the whole file again.
  const auto committed = project_.tree.head_text(std::string(kManifestName));
  const auto before = committed ? parse_manifest(*committed) : Result<Manifest>();
  const auto is_new = [&](const Waiver& waiver) {
    return !before || std::find(before->waived.begin(), before->waived.end(), waiver) == before->waived.end();
  };
  std::vector<StagedFile> files;
  for (const std::string& path : paths) {
    const auto inside = project_.state.in_port(path);
    StagedFile file{inside.value_or(path), inside.has_value(),
                    project_.status.at(path).index == TreeState::added};
    if (const FileEntry* entry = inside ? project_.state.find(*inside) : nullptr) {
      if (file.new_file) {
        file.changes = entry->changes;
        file.rules = entry->rules;
        file.fixed = entry->count(Life::fixed);
      }
      file.open = entry->count(Life::open);
      for (const Waiver& waiver : project_.waivers_of(*inside)) {
        if (file.new_file || is_new(waiver)) file.waivers.emplace_back(waiver.symbol, waiver.reason);
      }
      file.waived = file.new_file ? entry->count(Life::waived) : file.waivers.size();
      file.validated = validated_classes(project_.validations, path, staged_blobs(path, *inside));
    }
    files.push_back(std::move(file));
  }
  return propose_message(files, project_.state.manifest, extra);
}

Result<std::string> Commits::proposed_message() const {
  const auto wanted = project_.tree.message_template();
  if (!wanted) return fail(wanted.error());
  const std::string& merge = project_.git.message;
  if (!merge.empty()) return std::string(trim(without_comments(merge, wanted->comment))) + "\n";
  return message_for(staged_paths(), wanted->text);
}

std::map<std::string, std::size_t> Commits::open_in_staged() const {
  std::map<std::string, std::size_t> out;
  for (const std::string& path : staged_paths()) {
    const auto inside = project_.state.in_port(path);
    const FileEntry* file = inside ? project_.state.find(*inside) : nullptr;
    if (file == nullptr || file->count(Life::open) == 0) continue;
    std::vector<LineHunk> not_staged;
    if (file->staged != Staged::all) {
      const auto staged = project_.tree.staged_text(path), work = project_.tree.read(path);
      if (staged && work) not_staged = project_.tree.diff(*staged, *work).value_or(not_staged);
    }
    const auto open = std::count_if(file->findings.begin(), file->findings.end(), [&](const auto& found) {
      return found.life == Life::open && line_before(not_staged, found.line);
    });
    if (open > 0) out[*inside] = static_cast<std::size_t>(open);
  }
  return out;
}

Commits::Decisions Commits::decisions_not_staged() const {
  const auto staged = project_.tree.staged_text(std::string(kManifestName));
  const auto before = staged ? parse_manifest(*staged) : Result<Manifest>();
  const auto lacking = [](const auto& now, const auto& then) {
    return static_cast<std::size_t>(std::count_if(now.begin(), now.end(), [&](const auto& one) {
      return std::find(then.begin(), then.end(), one) == then.end();
    }));
  };
  const Manifest& now = project_.state.manifest;
  const Manifest none;
  return {lacking(now.waived, before ? before->waived : none.waived),
          lacking(now.notes, before ? before->notes : none.notes)};
}

bool Commits::can_commit() const {
  return project_.git.operation == GitState::Operation::merge || !staged_paths().empty();
}

Result<void> Commits::check_no_merge() const {
  if (project_.git.operation != GitState::Operation::merge) return {};
  return fail(refused("a merge is in progress, and is committed whole", "conclude it first"));
}

Result<std::string> Commits::commit_as(const std::string& label,
                                       const std::function<Result<CommitResult>()>& make) {
  const auto head = project_.tree.head_place();
  if (!head) return fail(head.error());
  return steps_.perform({.label = label, .head = HeadChange{*head, *head}}, [&]() -> Result<std::string> {
    auto done = make();
    steps_.after_index_change();
    if (!done) return fail(done.error());
    return "committed " + done->id.substr(0, 7) + " " + label.substr(label.find(' ') + 1);
  });
}

// With a template, comment lines are removed, as git does for an edited message.
Result<std::string> Commits::message_to_keep(const std::string& message) const {
  const auto wanted = project_.tree.message_template();
  if (!wanted) return fail(wanted.error());
  return wanted->text.empty() ? message : without_comments(message, wanted->comment);
}

Result<std::string> Commits::commit(const std::string& message) {
  const auto text = message_to_keep(message);
  if (!text) return text;
  return commit_as("commit " + subject_of(*text), [&] { return project_.tree.commit(*text); });
}

Result<std::string> Commits::amend(const std::string& message) {
  const auto text = message_to_keep(message);
  if (!text) return text;
  return commit_as("amend " + subject_of(*text), [&] { return project_.tree.amend(*text); });
}

Result<std::string> Commits::commit_fixup(const std::string& subject) {
  if (auto ok = check_no_merge(); !ok) return fail(ok.error());
  return commit("fixup! " + subject);
}

// Other staged entries are taken out of the index meanwhile. If the process is killed, the step stays in the
// journal and undo takes it back.
Result<std::string> Commits::commit_beside(const std::string& message, const std::vector<std::string>& paths,
                                           const std::function<Result<void>()>& prepare,
                                           const IndexAfter& after) {
  Step step = steps_.index_step("commit " + subject_of(message), paths);
  if (auto head = project_.tree.head_place()) step.head = HeadChange{*head, *head};
  return steps_.perform(std::move(step), [&]() -> Result<std::string> {
    auto ready = prepare();
    auto commit = ready ? project_.tree.commit(message) : Result<CommitResult>(fail(ready.error()));
    auto back = project_.tree.set_index_entries(commit ? after.done : after.failed);
    steps_.after_index_change();
    if (!commit && !back) {
      Error both = commit.error();
      both.hint += "; restaging the other changes failed: " + to_string(back.error());
      return fail(std::move(both));
    }
    if (!commit) return fail(commit.error());
    if (!back) return fail(back.error());
    return "committed " + commit->id.substr(0, 7) + " " + subject_of(message);
  });
}

Result<Job> Commits::commit_apart(const std::vector<std::string>& paths) {
  if (auto ok = check_no_merge(); !ok) return fail(ok.error());
  struct Work {
    std::vector<std::string> all;
    IndexEntries staged;  // the staged entries that wait
    std::size_t made = 0;
    std::string last;
  };
  std::vector<std::string> chosen;
  for (const std::string& path : paths) {
    const auto at = project_.status.find(path);
    if (at != project_.status.end() && is_staged(at->second)) chosen.push_back(path);
  }
  if (chosen.empty()) return fail(refused("nothing of this is staged", "stage a hunk or a file first"));
  auto work = std::make_shared<Work>();
  work->all = staged_names();
  work->staged = steps_.index_step("", work->all).index_after;
  auto commit_one = [this, work](const std::string& path) -> Result<void> {
    const auto at = project_.status.find(path);
    if (at == project_.status.end()) return {};
    const std::string message = message_for({path}, ""), old_name = at->second.renamed_from;
    auto prepare = [&]() -> Result<void> {
      for (const std::string& other : work->all) {
        if (other == path || other == old_name) continue;
        if (auto done = project_.tree.unstage_file(other); !done) return done;
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
    if (end.stopped) return "stopped after " + plural(work->made, "commit") + "; the rest is still staged";
    return work->made == 1 ? work->last : "made " + plural(work->made, "commit") + ", one for each file";
  };
  return steps_.one_step(std::move(job));
}

}  // namespace mintport
