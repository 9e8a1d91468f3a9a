#include "core/base/line_hunk.hh"

namespace mintport {

std::optional<std::uint32_t> line_before(std::span<const LineHunk> hunks, std::uint32_t line) {
  std::int64_t shift = 0;
  for (const LineHunk& hunk : hunks) {
    const std::uint32_t begin = hunk.new_count > 0 ? hunk.new_start : hunk.new_start + 1;
    if (line < begin) break;
    if (line < begin + hunk.new_count) return std::nullopt;
    shift += static_cast<std::int64_t>(hunk.old_count) - hunk.new_count;
  }
  return static_cast<std::uint32_t>(line + shift);
}

}  // namespace mintport
