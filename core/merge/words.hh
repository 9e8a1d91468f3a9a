// Prose merged by lines and words: docstrings and comments. Private to this folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/merge/merge.hh"

namespace mintport {

// One line; nothing when both sides changed the same words. Of two years behind "Copyright" the later stays.
std::optional<std::string> merge_words(std::string_view base, std::string_view ours, std::string_view theirs);

// 0 to 1: how many words two lines share, whatever the order.
double likeness_of_lines(std::string_view a, std::string_view b);

// Lines of prose as pieces. A line that ours deleted stays deleted, whatever theirs made of it.
std::vector<MergePiece> merge_prose(std::string_view base, std::string_view ours, std::string_view theirs);

}  // namespace mintport
