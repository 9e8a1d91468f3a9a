// Where two texts differ, in lines: what git works out and what diff, staging and review go by.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace mintport {

// One run of lines that differs between two texts, without context. Lines are 1-based; a count of 0 means
// that the other side's lines stand behind `start` (0: at the top).
struct LineHunk {
  std::uint32_t old_start = 0, old_count = 0;
  std::uint32_t new_start = 0, new_count = 0;
  friend bool operator==(const LineHunk&, const LineHunk&) = default;
};

// Which line of the old text this one of the new text is; nothing when a hunk made it. Hunks in order.
std::optional<std::uint32_t> line_before(std::span<const LineHunk> hunks, std::uint32_t line);

}  // namespace mintport
