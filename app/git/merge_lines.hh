// Texts merged by line, as `git merge-file` does it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mintport {

// Nothing when lines are in conflict (or libgit2 cannot merge them). Needs no repository.
std::optional<std::string> merge_lines(std::string_view base, std::string_view ours, std::string_view theirs);

}  // namespace mintport
