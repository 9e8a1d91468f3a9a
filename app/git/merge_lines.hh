// Merges texts by line, as `git merge-file` does.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mintport {

// Returns nothing on a conflict, or if libgit2 cannot merge the texts. Needs no repository.
std::optional<std::string> merge_lines(std::string_view base, std::string_view ours, std::string_view theirs);

// The merge with git's markers around each conflict, which hold the base too. Empty if libgit2 cannot merge
// the texts.
std::string merge_with_markers(std::string_view base, std::string_view ours, std::string_view theirs);

}  // namespace mintport
