#include "app/git/merging.hh"

#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <string>
#include <string_view>

#include "app/git/failure.hh"
#include "app/git/git_work_tree.hh"

namespace mintport {
namespace {

std::string in_git_dir(git_repository* repository, std::string_view name) {
  return git_repository_path(repository) + std::string(name);
}

Result<void> write(const std::string& path, std::string_view text) {
  std::ofstream stream(path, std::ios::binary | std::ios::trunc);
  stream << text << std::flush;
  if (!stream) return io_failure(errno, "restoring the merge", path);
  return {};
}

}  // namespace

Result<std::vector<git_oid>> merge_heads(git_repository* repository) {
  std::vector<git_oid> out;
  if (git_repository_state(repository) != GIT_REPOSITORY_STATE_MERGE) return out;
  const int code = git_repository_mergehead_foreach(
      repository,
      [](const git_oid* id, void* ids) {
        static_cast<std::vector<git_oid>*>(ids)->push_back(*id);
        return 0;
      },
      &out);
  if (code < 0) return git_failure(code, "reading MERGE_HEAD");
  return out;
}

std::vector<git_oid> merged_by(git_commit* commit) {
  std::vector<git_oid> out;
  for (unsigned i = 1; i < git_commit_parentcount(commit); ++i)
    out.push_back(*git_commit_parent_id(commit, i));
  return out;
}

Result<void> begin_merge(git_repository* repository, const git_oid& commit) {
  CommitHandle handle;
  if (int code = git_commit_lookup(out(handle), repository, &commit); code < 0)
    return git_failure(code, "reading a commit");
  std::string ids;
  for (const git_oid& id : merged_by(handle.get())) ids += git_oid_tostr_s(&id) + std::string("\n");
  const char* message = git_commit_message(handle.get());
  if (auto ok = write(in_git_dir(repository, "MERGE_MSG"), message ? message : ""); !ok) return ok;
  // Else `git commit` would leave out a parent that is an ancestor of another one.
  if (auto ok = write(in_git_dir(repository, "MERGE_MODE"), "no-ff"); !ok) return ok;
  return write(in_git_dir(repository, "MERGE_HEAD"), ids);
}

void end_merge(git_repository* repository) {
  for (const char* name : {"MERGE_HEAD", "MERGE_MODE", "MERGE_MSG", "MERGE_RR", "SQUASH_MSG", "AUTO_MERGE"})
    unlink(in_git_dir(repository, name).c_str());
}

Result<void> GitWorkTree::abort_merge() {
  const auto heads = merge_heads(repository_.get());
  if (!heads) return fail(heads.error());
  if (heads->empty()) return refuse("no merge is in progress", "");
  const auto changed = status();
  if (!changed) return fail(changed.error());
  std::vector<std::string> paths;
  for (const auto& [path, state] : *changed) {
    if (state.index == TreeState::unmodified) continue;  // not the merge's
    if (state.index != TreeState::conflicted && state.work != TreeState::unmodified)
      return refuse(path + " has changes that are not staged", "stage them, or take them back");
    paths.push_back(path);
    if (!state.renamed_from.empty()) paths.push_back(state.renamed_from);
  }
  for (const std::string& path : paths) {
    const auto before = head_text(path);
    if (!before && before.error().kind != ErrorKind::not_found) return fail(before.error());
    const auto done = before ? write(path, *before) : remove(path);
    if (!done && done.error().kind != ErrorKind::not_found) return done;
    if (auto ok = unstage_file(path); !ok) return ok;
  }
  end_merge(repository_.get());
  return {};
}

}  // namespace mintport
