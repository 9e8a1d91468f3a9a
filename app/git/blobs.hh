// Blobs, and the filters between blobs and work tree files. Private to this folder.
#pragma once

#include <string>
#include <string_view>

#include "app/git/handles.hh"
#include "app/git/tree_files.hh"

namespace mintport {

struct StoredBlob {
  bool found = false;
  git_oid id{};
  std::uint32_t mode = 0;  // mode in the index: GIT_FILEMODE_*
};

// A missing path is a value here, not an error.
Result<StoredBlob> blob_in_commit(const git_commit* commit, const std::string& path);
Result<StoredBlob> blob_in_tree(const git_tree* tree, const std::string& path);

// The bytes in the object database. Kind content for a submodule or a folder.
Result<std::string> stored_form(git_repository* repository, const std::string& path, const StoredBlob& blob);

// The bytes in the form of the work tree's file, so that the two can be compared: with the line ends of a
// checkout. A file with only LF keeps LF, because git treats such a file as unchanged.
Result<std::string> work_tree_form(git_repository* repository, const TreeFiles& files,
                                   const std::string& path, const StoredBlob& blob);

// Kind refused if git would run a filter program or recode the text, which libgit2 cannot do.
Result<void> check_filters(git_repository* repository, const std::string& path);

// The bytes that `git add` would store for a file with `bytes`.
Result<std::string> filtered_for_storing(git_repository* repository, const std::string& path,
                                         std::string_view bytes);

}  // namespace mintport
