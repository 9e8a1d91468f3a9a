// Positions in the text of a file. Offsets are bytes from the start of the file (a BOM counts). Lines and
// columns are 1-based; columns count Unicode code points, as reports and editors do.
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
  // True if the ranges share a byte. Adjacent ranges do not overlap.
  constexpr bool overlaps(ByteRange other) const { return begin < other.end && other.begin < end; }
  friend auto operator<=>(const ByteRange&, const ByteRange&) = default;
};

struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend auto operator<=>(const LineColumn&, const LineColumn&) = default;
};

}  // namespace mintport
