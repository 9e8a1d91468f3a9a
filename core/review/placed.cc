#include "core/review/placed.hh"

#include <algorithm>

#include "core/base/text.hh"

namespace mintport {

std::uint32_t place_of_line(const Lines& lines, std::uint32_t line, std::string_view code) {
  std::uint32_t out = std::clamp(line, 1U, std::max(lines.count(), 1U));
  if (code.empty()) return out;
  bool found = false;
  const auto distance = [&](std::uint32_t other) { return other > line ? other - line : line - other; };
  for (std::uint32_t at = 1; at <= lines.count(); ++at) {
    if (trim(lines.line(at)) != code) continue;
    if (!found || distance(at) < distance(out)) out = at;
    found = true;
  }
  return out;
}

void place_on_line(TrackedFinding& found, const Lines& lines, std::uint32_t line,
                   std::span<const Waiver> waivers) {
  found.line = line;
  if (line >= 1 && line <= lines.count()) {
    const ByteOffset begin = lines.begin(line);
    found.at = {begin, begin + static_cast<ByteOffset>(lines.line(line).size())};
    found.code = trim(lines.line(line));
  }
  for (const Waiver& waiver : waivers) {
    if (!is_for(waiver, found)) continue;
    found.life = Life::waived;
    found.reason = waiver.reason;
  }
}

}  // namespace mintport
