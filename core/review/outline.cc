#include "core/review/outline.hh"

#include <algorithm>

namespace mintport {

std::vector<OutlineRow> outline(std::span<const Definition> definitions,
                                std::span<const TrackedFinding> findings, const Diff& diff,
                                const std::vector<bool>& reviewed) {
  std::vector<OutlineRow> out;
  for (const Definition& at : definitions) {
    out.push_back({at.depth, at.name, at.line, at.last_line, 0, 0, 0});
  }
  for (OutlineRow& row : out) {
    row.open = static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(), [&](const TrackedFinding& finding) {
          return finding.life == Life::open && finding.line >= row.line && finding.line <= row.last_line;
        }));
    for (std::size_t i = 0; i < diff.hunks.size(); ++i) {
      const LineHunk& lines = diff.hunks[i].lines;
      const std::uint32_t end = lines.new_start + std::max<std::uint32_t>(lines.new_count, 1);
      if (diff.hunks[i].expected || lines.new_start > row.last_line || end <= row.line) continue;
      ++row.hunks;
      row.reviewed += i < reviewed.size() && reviewed[i];
    }
  }
  return out;
}

}  // namespace mintport
