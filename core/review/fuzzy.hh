// Finding a name by some of its letters, as file finders do. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mintport {

// How well `text` matches when the letters of each word of `query` stand in it in that order, ASCII case
// aside: more for letters that follow each other or begin a word, less for long texts. Nothing when they do
// not.
std::optional<int> fuzzy_score(std::string_view query, std::string_view text);

// The indices of those that match, the best first; equal ones in their order. An empty query matches all.
std::vector<std::size_t> fuzzy_rank(std::string_view query, std::span<const std::string> texts);

}  // namespace mintport
