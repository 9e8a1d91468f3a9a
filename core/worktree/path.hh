// Which relative paths a work tree accepts, judged by their spelling. Implementations check symlinks.
#pragma once

#include <string_view>

#include "core/base/error.hh"

namespace mintport {

// Refuses (kind refused) empty and absolute paths, "." and ".." and empty parts, NUL bytes, and any part that
// is ".git" in upper or lower case.
Result<void> check_tree_path(std::string_view path);

}  // namespace mintport
