// Positions in the text of one file. Offsets are bytes from the start of the file (a BOM counts); lines and
// columns are 1-based, columns in Unicode code points, as the reports and editors show them.
#pragma once

#include <compare>
#include <cstdint>

namespace mintport {

using ByteOffset = std::uint32_t;

// Half open: [begin, end).
struct ByteRange {
  ByteOffset begin = 0;
  ByteOffset end = 0;

  constexpr ByteOffset size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(ByteOffset offset) const { return begin <= offset && offset < end; }
  constexpr bool contains(ByteRange inner) const { return begin <= inner.begin && inner.end <= end; }
  // True when the two share a byte; ranges that only touch do not overlap.
  constexpr bool overlaps(ByteRange other) const { return begin < other.end && other.begin < end; }
  friend auto operator<=>(const ByteRange&, const ByteRange&) = default;
};

struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend auto operator<=>(const LineColumn&, const LineColumn&) = default;
};

}  // namespace mintport
