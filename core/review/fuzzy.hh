// Fuzzy matching of names by some of their letters, as in file finders. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mintport {

// The score of `text` if it contains the letters of each word of `query` in order, ignoring ASCII case.
// Adjacent letters and word starts score more, long texts less. nullopt if it does not match.
std::optional<int> fuzzy_score(std::string_view query, std::string_view text);

// The indices of matching texts, best first, equal scores in their order. An empty query matches all.
std::vector<std::size_t> fuzzy_rank(std::string_view query, std::span<const std::string> texts);

}  // namespace mintport
