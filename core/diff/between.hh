// A text in between two others, beside the rows of their diff. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/diff/diff.hh"

namespace mintport {

// One row for three texts: a row of the diff of the outer two with the line in between that belongs to it, or
// a line in between that neither has (`alone`; it stands before that row, or at the end behind the last).
struct BetweenRow {
  std::size_t row = 0;
  std::optional<std::uint32_t> line;
  bool alone = false;
  friend bool operator==(const BetweenRow&, const BetweenRow&) = default;
};

// `first` goes from the left text to the one in between, `second` from there to the right one, `whole` from
// left to right. Every line of the three stands in one row, in order.
std::vector<BetweenRow> between_rows(const Diff& whole, const Diff& first, const Diff& second);

}  // namespace mintport
