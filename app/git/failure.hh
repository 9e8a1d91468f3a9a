// The one place where libgit2's errors become ours. Private to this folder.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.hh"

namespace mintport {

// Call at once after a libgit2 function returned `code` < 0. `doing` says what was tried ("staging the
// file"), `path` which file is concerned, if one is.
tl::unexpected<Error> git_failure(int code, std::string_view doing, std::string_view path = {});

// Whether opening failed because the repository is another user's. libgit2 1.5 gives "not found" for it where
// no safe.directory is set.
bool is_owner_failure(int code);

// The index file `index_path` is locked: by whom, and what to do.
tl::unexpected<Error> index_locked(std::string_view index_path, std::string_view path = {});

// Kind refused: the workbench stops to protect somebody's work.
tl::unexpected<Error> refuse(std::string what, std::string hint);

// Kind git: git itself, or a program that it runs, says no.
tl::unexpected<Error> git_refuses(std::string what, std::string hint);

// Kind io (not_found for a missing file), from errno.
tl::unexpected<Error> io_failure(int error_number, std::string_view doing, std::string_view path);

}  // namespace mintport
