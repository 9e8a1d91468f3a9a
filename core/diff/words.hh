// What differs inside a line, and which lines of two blocks belong together.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/range.hh"

namespace mintport {

// Bytes of the left line that became bytes of the right one; one of the two may be empty.
struct WordChange {
  ByteRange left, right;
  friend bool operator==(const WordChange&, const WordChange&) = default;
};

// In whole words (names, numbers, runs of blanks, single marks), in order.
std::vector<WordChange> word_changes(std::string_view left, std::string_view right);

// Pairs of indices (left, right), rising on both sides, of lines that are equal or alike; lines in no pair
// were removed or added.
struct LinePair {
  std::size_t left = 0, right = 0;
  friend bool operator==(const LinePair&, const LinePair&) = default;
};
std::vector<LinePair> pair_lines(const std::vector<std::string_view>& left,
                                 const std::vector<std::string_view>& right);

}  // namespace mintport
