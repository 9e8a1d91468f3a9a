// Merges prose (docstrings and comments) by lines and words. Private to this folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/merge/merge.hh"

namespace mintport {

// Merges one line; nullopt if both sides changed the same words. Of two years after "Copyright" the later one
// wins.
std::optional<std::string> merge_words(std::string_view base, std::string_view ours, std::string_view theirs);

// The share of common words of two lines in any order, 0 to 1.
double likeness_of_lines(std::string_view a, std::string_view b);

// Merges lines of prose into pieces. A line that ours deleted stays deleted, even if theirs changed it.
std::vector<MergePiece> merge_prose(std::string_view base, std::string_view ours, std::string_view theirs);

}  // namespace mintport
