// Differences between two texts by line, which git computes and diff, staging and review use.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace mintport {

// A run of differing lines without context. Lines are 1-based. With a count of 0, the lines of the other side
// come after line `start` (0: at the top).
struct LineHunk {
  std::uint32_t old_start = 0, old_count = 0;
  std::uint32_t new_start = 0, new_count = 0;
  friend bool operator==(const LineHunk&, const LineHunk&) = default;
};

// The line of the old text that is this line of the new text; nullopt if a hunk added it. `hunks` must be
// sorted.
std::optional<std::uint32_t> line_before(std::span<const LineHunk> hunks, std::uint32_t line);

}  // namespace mintport
