// Differences as text that `git apply` accepts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.hh"

namespace mintport {

struct PatchInput {
  std::string_view path;                   // relative to the folder where the patch is applied, with '/'
  std::optional<std::string_view> before;  // nothing: the file is new
  std::string_view after;
  unsigned mode = 0100644;  // of a new file, as git writes it: 0100644, 0100755, 0120000
};

// Returns a git patch of one file, with its `diff --git` header; a binary patch if either side is binary.
// Empty if the sides are equal.
Result<std::string> unified_diff(const PatchInput& input);

}  // namespace mintport
