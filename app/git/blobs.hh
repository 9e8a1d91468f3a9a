// Contents that git stores, and the filters between them and the work tree's files. Private to this folder.
#pragma once

#include <string>
#include <string_view>

#include "app/git/handles.hh"
#include "app/git/tree_files.hh"

namespace mintport {

struct StoredBlob {
  bool found = false;
  git_oid id{};
  std::uint32_t mode = 0;  // as in the index: GIT_FILEMODE_*
};

// Not found is a value here, not an error.
Result<StoredBlob> blob_in_commit(const git_commit* commit, const std::string& path);
Result<StoredBlob> blob_in_tree(const git_tree* tree, const std::string& path);

// The bytes as git keeps them. Kind content for a submodule or a folder.
Result<std::string> stored_form(git_repository* repository, const std::string& path, const StoredBlob& blob);

// The bytes as they stand in the work tree's file, so that the two can be compared: with the line ends that
// checking out would give; but where the file there has only LF, LF stays (git takes such a file for
// unchanged too).
Result<std::string> work_tree_form(git_repository* repository, const TreeFiles& files,
                                   const std::string& path, const StoredBlob& blob);

// Kind refused where git would run a program or recode: what libgit2 cannot do.
Result<void> check_filters(git_repository* repository, const std::string& path);

// What `git add` would store for a file with these bytes.
Result<std::string> filtered_for_storing(git_repository* repository, const std::string& path,
                                         std::string_view bytes);

}  // namespace mintport
