// Translates libgit2's errors into Error. Private to this folder.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.hh"

namespace mintport {

// Call immediately after a libgit2 function returned `code` < 0. `doing` names the failed operation ("staging
// the file"), `path` the file, if there is one.
tl::unexpected<Error> git_failure(int code, std::string_view doing, std::string_view path = {});

// Whether opening failed because the repository belongs to another user. libgit2 1.5 reports "not found" for
// it if no safe.directory is set.
bool is_owner_failure(int code);

// Reports that the index file `index_path` is locked, who holds the lock, and what to do.
tl::unexpected<Error> index_locked(std::string_view index_path, std::string_view path = {});

// Kind refused: the operation would endanger somebody's work.
tl::unexpected<Error> refuse(std::string what, std::string hint);

// Kind git: git, or a program that it runs, refuses.
tl::unexpected<Error> git_refuses(std::string what, std::string hint);

// Kind io (not_found for a missing file), from `error_number`, an errno.
tl::unexpected<Error> io_failure(int error_number, std::string_view doing, std::string_view path);

}  // namespace mintport
