// Which relative paths a work tree accepts, by their spelling alone (symlinks are the implementation's
// matter).
#pragma once

#include <string_view>

#include "core/base/error.hh"

namespace mintport {

// Refuses (kind refused) empty and absolute paths, "." and ".." and empty parts, NUL bytes, and any part that
// names
// ".git" in whatever case.
Result<void> check_tree_path(std::string_view path);

}  // namespace mintport
