#include <algorithm>
#include <set>

#include "app/git/failure.hh"
#include "app/git/git_work_tree.hh"

namespace mintport {
namespace {

Result<StatusHandle> scan(git_repository* repository, git_status_show_t show, unsigned flags) {
  git_status_options options = GIT_STATUS_OPTIONS_INIT;
  options.show = show;
  options.flags = flags | GIT_STATUS_OPT_INCLUDE_UNTRACKED | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS;
  StatusHandle list;
  // Recording clean files in the index speeds up the next scan, as `git status` does. It is optional.
  options.flags |= GIT_STATUS_OPT_UPDATE_INDEX;
  int code = git_status_list_new(out(list), repository, &options);
  if (code < 0) {
    options.flags &= ~unsigned{GIT_STATUS_OPT_UPDATE_INDEX};
    code = git_status_list_new(out(list), repository, &options);
  }
  if (code < 0) return git_failure(code, "reading the status");
  return list;
}

std::string path_of(const git_status_entry& entry) {
  const git_diff_delta* delta = entry.head_to_index ? entry.head_to_index : entry.index_to_workdir;
  return delta->new_file.path ? delta->new_file.path : delta->old_file.path;
}

TreeState index_state(unsigned flags) {
  if (flags & GIT_STATUS_INDEX_RENAMED) return TreeState::renamed;
  if (flags & GIT_STATUS_INDEX_NEW) return TreeState::added;
  if (flags & GIT_STATUS_INDEX_DELETED) return TreeState::deleted;
  if (flags & GIT_STATUS_INDEX_TYPECHANGE) return TreeState::typechange;
  if (flags & GIT_STATUS_INDEX_MODIFIED) return TreeState::modified;
  return TreeState::unmodified;
}

TreeState work_state(unsigned flags) {
  if (flags & GIT_STATUS_WT_NEW) return TreeState::untracked;
  if (flags & GIT_STATUS_WT_DELETED) return TreeState::deleted;
  if (flags & GIT_STATUS_WT_TYPECHANGE) return TreeState::typechange;
  if (flags & GIT_STATUS_WT_MODIFIED) return TreeState::modified;
  return TreeState::unmodified;
}

FileStatus file_status(const git_status_entry& entry) {
  const unsigned flags = entry.status;
  if (flags & GIT_STATUS_CONFLICTED) return {TreeState::conflicted, TreeState::conflicted};
  const bool renamed = flags & GIT_STATUS_INDEX_RENAMED;
  return {index_state(flags), work_state(flags), renamed ? entry.head_to_index->old_file.path : ""};
}

// A nested repository has the form "name/".
bool is_folder(const std::string& path) {
  return path.ends_with('/');
}

// Corrects files of `git add --intent-to-add`, which have an entry but no staged contents.
void correct_intents(git_index* index, std::map<std::string, FileStatus>& result) {
  for (std::size_t i = 0, count = git_index_entrycount(index); i < count; ++i) {
    const git_index_entry* entry = git_index_get_byindex(index, i);
    if (!(entry->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD)) continue;
    FileStatus& status = result[entry->path];
    status.index = TreeState::unmodified;
    if (status.work != TreeState::deleted) status.work = TreeState::added;
  }
}

}  // namespace

Result<std::map<std::string, FileStatus>> GitWorkTree::status() {
  if (auto index = fresh_index(repository_.get()); !index) return fail(index.error());
  auto list =
      scan(repository_.get(), GIT_STATUS_SHOW_INDEX_AND_WORKDIR, GIT_STATUS_OPT_RENAMES_HEAD_TO_INDEX);
  if (!list) return fail(list.error());
  std::map<std::string, FileStatus> result;
  for (std::size_t i = 0, count = git_status_list_entrycount(list->get()); i < count; ++i) {
    const git_status_entry& entry = *git_status_byindex(list->get(), i);
    const FileStatus status = file_status(entry);
    std::string path = path_of(entry);
    if (status != FileStatus{} && !is_folder(path)) result.emplace(std::move(path), status);
  }
  auto index = fresh_index(repository_.get());
  if (!index) return fail(index.error());
  correct_intents(index->get(), result);
  return result;
}

Result<std::vector<std::string>> GitWorkTree::list() {
  auto index = fresh_index(repository_.get());
  if (!index) return fail(index.error());
  auto list = scan(repository_.get(), GIT_STATUS_SHOW_WORKDIR_ONLY, 0);
  if (!list) return fail(list.error());
  std::set<std::string> paths;
  for (std::size_t i = 0, count = git_index_entrycount(index->get()); i < count; ++i) {
    const git_index_entry* entry = git_index_get_byindex(index->get(), i);
    if (entry->mode != GIT_FILEMODE_COMMIT) paths.insert(entry->path);
  }
  for (std::size_t i = 0, count = git_status_list_entrycount(list->get()); i < count; ++i) {
    const git_status_entry& entry = *git_status_byindex(list->get(), i);
    std::string path = path_of(entry);
    if (entry.status & GIT_STATUS_WT_DELETED) paths.erase(path);
    if (entry.status & GIT_STATUS_WT_NEW && !is_folder(path)) paths.insert(std::move(path));
  }
  return std::vector<std::string>(paths.begin(), paths.end());
}

}  // namespace mintport
