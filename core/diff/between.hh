// Aligns a text between two others with the rows of their diff. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/diff/diff.hh"

namespace mintport {

// A row for three texts: a row of the diff of the outer texts with its line of the middle text, or a line
// that only the middle text has (`alone`; it comes before `row`, or after the last row).
struct BetweenRow {
  std::size_t row = 0;
  std::optional<std::uint32_t> line;
  bool alone = false;
  friend bool operator==(const BetweenRow&, const BetweenRow&) = default;
};

// `first` is the diff from the left to the middle text, `second` from the middle to the right, `whole` from
// left to right. Every line of each text is in one row, in order.
std::vector<BetweenRow> between_rows(const Diff& whole, const Diff& first, const Diff& second);

}  // namespace mintport
