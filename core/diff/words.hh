// Finds changed words inside a line, and pairs the lines of two blocks.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/range.hh"

namespace mintport {

// Bytes of the left line that became bytes of the right one. One of the two may be empty.
struct WordChange {
  ByteRange left, right;
  friend bool operator==(const WordChange&, const WordChange&) = default;
};

// By whole words (names, numbers, runs of blanks, single characters), in order.
std::vector<WordChange> word_changes(std::string_view left, std::string_view right);

// Pairs of indices (left, right), rising on both sides, of equal or similar lines. A line without a pair was
// removed or added.
struct LinePair {
  std::size_t left = 0, right = 0;
  friend bool operator==(const LinePair&, const LinePair&) = default;
};
std::vector<LinePair> pair_lines(const std::vector<std::string_view>& left,
                                 const std::vector<std::string_view>& right);

}  // namespace mintport
