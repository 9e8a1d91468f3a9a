#include <sys/stat.h>

#include <optional>
#include <string>

#include "app/git/blobs.hh"
#include "app/git/failure.hh"
#include "app/git/git_work_tree.hh"
#include "core/worktree/path.hh"

namespace mintport {
namespace {

bool is_tracked(git_index* index, const std::string& path) {
  std::size_t position = 0;  // also finds entries in conflict
  return git_index_find(&position, index, path.c_str()) == 0;
}

const git_index_entry* entry_at(git_index* index, const std::string& path) {
  return git_index_get_bypath(index, path.c_str(), GIT_INDEX_STAGE_NORMAL);
}

// Conditions that both ways of staging refuse.
Result<void> check_stageable(git_repository* repository, git_index* index, const std::string& path) {
  for (std::size_t slash = path.find('/'); slash != path.npos; slash = path.find('/', slash + 1)) {
    const git_index_entry* above = entry_at(index, path.substr(0, slash));
    if (above && above->mode == GIT_FILEMODE_COMMIT) {
      return fail({ErrorKind::refused, path, 0, std::string("the file is in the submodule ") + above->path,
                   "open mintport in the submodule"});
    }
  }
  if (is_tracked(index, path)) return {};
  int ignored = 0;
  if (int code = git_ignore_path_is_ignored(&ignored, repository, path.c_str()); code < 0) {
    return git_failure(code, "reading .gitignore", path);
  }
  if (!ignored) return {};
  return fail(
      {ErrorKind::refused, path, 0, "the file is ignored by git", "to stage it anyway, use `git add -f`"});
}

Result<void> remove_entry(git_index* index, const std::string& path) {
  if (int code = git_index_remove_bypath(index, path.c_str()); code < 0) {
    return git_failure(code, "removing the file from the index", path);
  }
  return {};
}

bool trusts_modes(git_repository* repository) {
  auto config = settings(repository);
  int value = 1;
  if (config && git_config_get_bool(&value, config->get(), "core.filemode") < 0) value = 1;
  return value != 0;
}

// The mode of a text entry: the staged mode if there is one, else the mode of the file on disk.
Result<std::uint32_t> text_mode(git_repository* repository, const git_index_entry* entry,
                                std::optional<FileType> type, const std::string& path) {
  const bool is_text = !type || *type == FileType::regular || *type == FileType::executable;
  const bool was_text =
      !entry || entry->mode == GIT_FILEMODE_BLOB || entry->mode == GIT_FILEMODE_BLOB_EXECUTABLE;
  if (!is_text || (!type && !was_text)) {
    return fail({ErrorKind::refused, path, 0, "cannot stage parts of this file: it is not a regular file",
                 "stage the whole file"});
  }
  if (entry && was_text) return entry->mode;
  const bool executable = type == FileType::executable && trusts_modes(repository);
  return executable ? GIT_FILEMODE_BLOB_EXECUTABLE : GIT_FILEMODE_BLOB;
}

// Replaces any existing entry, also one in conflict.
int put_entry(git_index* index, const git_index_entry& entry) {
  const int code = git_index_conflict_remove(index, entry.path);
  return code < 0 && code != GIT_ENOTFOUND ? code : git_index_add(index, &entry);
}

// Puts HEAD's blob into the index.
Result<void> restore_entry(git_index* index, const std::string& path, const StoredBlob& blob) {
  git_index_entry entry{};
  entry.path = path.c_str();
  entry.mode = blob.mode;
  entry.id = blob.id;
  if (int code = put_entry(index, entry); code < 0) return git_failure(code, "unstaging the file", path);
  return write_index(index, path);
}

// git compares modification times in seconds. A file edited in the second before the index is written, to a
// text of the same length, would look unchanged once the index is newer. An entry without a size makes git
// compare the contents.
void forget_sizes_of_edited(git_index* index) {
  struct stat before {};
  git_repository* repository = git_index_owner(index);
  const char* root = repository ? git_repository_workdir(repository) : nullptr;
  if (!root || ::stat(git_index_path(index), &before) != 0) return;
  for (std::size_t i = 0, count = git_index_entrycount(index); i < count; ++i) {
    git_index_entry entry = *git_index_get_byindex(index, i);
    struct stat now {};
    if (entry.mtime.seconds < before.st_mtim.tv_sec || git_index_entry_stage(&entry) != 0) continue;
    const std::string path = entry.path;  // the entry itself gets replaced
    if (::lstat((root + path).c_str(), &now) != 0 || now.st_mtim.tv_sec != entry.mtime.seconds) continue;
    if (static_cast<std::uint32_t>(now.st_mtim.tv_nsec) == entry.mtime.nanoseconds) continue;
    entry.path = path.c_str();
    entry.file_size = 0;
    git_index_add(index, &entry);
  }
}

}  // namespace

Result<void> write_index(git_index* index, const std::string& path) {
  forget_sizes_of_edited(index);
  const int code = git_index_write(index);
  if (code >= 0) return {};
  auto error = code == GIT_ELOCKED ? index_locked(git_index_path(index), path)
                                   : git_failure(code, "writing the index", path);
  git_index_read(index, true);  // discard changes that could not be written
  return error;
}

Result<void> GitWorkTree::stage_text(const std::string& path, std::string_view bytes) {
  if (auto ok = check_tree_path(path); !ok) return ok;
  auto index = fresh_index(repository_.get());
  if (!index) return fail(index.error());
  if (auto ok = check_stageable(repository_.get(), index->get(), path); !ok) return ok;
  auto type = files_.type(path);
  if (!type) return fail(type.error());
  auto mode = text_mode(repository_.get(), entry_at(index->get(), path), *type, path);
  if (!mode) return fail(mode.error());
  auto stored = filtered_for_storing(repository_.get(), path, bytes);
  if (!stored) return fail(stored.error());
  // Without times and size git compares contents next time. With the size of the blob, which
  // git_index_add_from_buffer sets, a file that filters change would always count as modified.
  git_index_entry entry{};
  entry.path = path.c_str();
  entry.mode = *mode;
  int code = git_blob_create_from_buffer(&entry.id, repository_.get(), stored->data(), stored->size());
  if (code >= 0) code = put_entry(index->get(), entry);
  if (code < 0) return git_failure(code, "staging the file", path);
  return write_index(index->get(), path);
}

Result<void> GitWorkTree::stage_into(git_index* index, const std::string& path) {
  if (auto ok = check_tree_path(path); !ok) return ok;
  if (auto ok = check_stageable(repository_.get(), index, path); !ok) return ok;
  auto type = files_.type(path);
  if (!type) return fail(type.error());
  const git_index_entry* entry = entry_at(index, path);
  const bool is_repository = *type == FileType::folder && files_.type(path + "/.git")->has_value();
  const bool is_gone = !*type || (*type == FileType::folder && !is_repository);
  if (is_gone && is_tracked(index, path) && !(entry && entry->mode == GIT_FILEMODE_COMMIT)) {
    return remove_entry(index, path);
  }
  if (!*type) {
    return fail({ErrorKind::not_found, path, 0, "not in the work tree and not in the index", ""});
  }
  if (is_gone || *type == FileType::other) {
    return fail({ErrorKind::refused, path, 0, "git cannot store this file", "stage the files one by one"});
  }
  if (auto ok = check_filters(repository_.get(), path); !ok) return ok;
  if (int code = git_index_add_bypath(index, path.c_str()); code < 0) {
    return git_failure(code, "staging the file", path);
  }
  return {};
}

Result<void> GitWorkTree::stage_file(const std::string& path) {
  auto index = fresh_index(repository_.get());
  if (!index) return fail(index.error());
  if (auto ok = stage_into(index->get(), path); !ok) return ok;
  return write_index(index->get(), path);
}

Result<void> GitWorkTree::stage_files(const std::vector<std::string>& paths) {
  auto index = fresh_index(repository_.get());
  if (!index) return fail(index.error());
  for (const std::string& path : paths) {
    auto staged = stage_into(index->get(), path);
    if (staged || staged.error().kind == ErrorKind::not_found) continue;
    git_index_read(index->get(), true);  // stage all or nothing
    return staged;
  }
  return write_index(index->get(), "");
}

Result<void> GitWorkTree::unstage_file(const std::string& path) {
  if (auto ok = check_tree_path(path); !ok) return ok;
  auto index = fresh_index(repository_.get());
  if (!index) return fail(index.error());
  auto head = head_commit(repository_.get());
  if (!head) return fail(head.error());
  auto blob = head->get() ? blob_in_commit(head->get(), path) : Result<StoredBlob>(StoredBlob{});
  if (!blob) return fail(blob.error());
  if (blob->found && blob->mode != GIT_FILEMODE_TREE) return restore_entry(index->get(), path, *blob);
  if (!is_tracked(index->get(), path)) return {};
  if (auto ok = remove_entry(index->get(), path); !ok) return ok;
  return write_index(index->get(), path);
}

}  // namespace mintport
