// Session's part that has to do with the index.
#include "app/workbench/session.hh"

namespace mintport {
namespace {

char letter_of(const FileStatus& status) {
  if (status.work == TreeState::untracked) return '?';
  if (status.index == TreeState::added) return 'A';
  if (status.index == TreeState::deleted || status.work == TreeState::deleted) return 'D';
  if (status.index == TreeState::conflicted || status.work == TreeState::conflicted) return 'U';
  return status.index == TreeState::renamed ? 'R' : 'M';
}

}  // namespace

bool is_staged(const FileStatus& status) {
  return status.index != TreeState::unmodified && status.index != TreeState::conflicted;
}

Staged staged_of(const FileStatus& status) {
  if (!is_staged(status)) return Staged::no;
  return status.work == TreeState::unmodified ? Staged::all : Staged::partly;
}

Result<std::string> Session::toggle_files(const std::vector<std::string>& paths) {
  std::vector<std::string> to_stage, staged;
  for (const std::string& path : paths) {
    const auto at = status_.find(path);
    if (at == status_.end()) continue;
    auto& to = staged_of(at->second) == Staged::all ? staged : to_stage;
    to.push_back(path);
    // Both names of a rename go one way.
    if (!at->second.renamed_from.empty() && &to == &staged) to.push_back(at->second.renamed_from);
  }
  if (to_stage.empty() && staged.empty()) return fail(refused("nothing to stage here: all is as in HEAD"));
  const bool stage = !to_stage.empty();
  const auto& chosen = stage ? to_stage : staged;
  const std::string said = (stage ? "staged " : "unstaged ") +
                           (chosen.size() == 1 ? chosen.front() : counted(chosen.size(), "file"));
  return perform(index_step(said, chosen), [&]() -> Result<std::string> {
    Result<void> done;
    for (const std::string& path : chosen) {
      done = stage ? tree_.stage_file(path) : tree_.unstage_file(path);
      if (!done) break;
    }
    after_index_change();
    if (!done) return fail(done.error());
    return said;
  });
}

std::vector<std::string> Session::changed_below(const std::string& path) const {
  const std::string root = state_.port_path(path);
  std::vector<std::string> out;
  for (const auto& [changed, status] : status_) {
    if (changed == root || changed.starts_with(root + "/")) out.push_back(changed);
  }
  return out;
}

std::vector<ChangedFile> Session::changed_files() const {
  std::vector<ChangedFile> out;
  for (const auto& [path, status] : status_) out.push_back({path, staged_of(status), letter_of(status)});
  return out;
}

Result<std::pair<StagingPart, StagingPart>> Session::staging_parts(const std::string& path) {
  const auto head = tree_.head_text(head_path(path)), index = tree_.staged_text(path),
             work = tree_.read(path);
  std::pair<StagingPart, StagingPart> out;
  auto fill = [&](StagingPart& part, const std::string& before, const std::string& after) -> Result<void> {
    auto from = part_of(before, after);
    if (!from) return fail(from.error());
    const std::string inside = state_.in_port(path).value_or(path);
    part.hunks = std::move(from->hunks);
    if (part.hunks.empty()) return {};  // nothing of it is shown
    part.file.left = coloured(inside, path, from->before);
    part.file.right = coloured(inside, path, from->after);
    part.file.diff = diff_by_hunks(from->before, from->after, part.hunks);
    return {};
  };
  if (auto done = fill(out.first, index.value_or(""), work.value_or("")); !done) return fail(done.error());
  if (auto done = fill(out.second, head.value_or(""), index.value_or("")); !done) return fail(done.error());
  return out;
}

}  // namespace mintport
