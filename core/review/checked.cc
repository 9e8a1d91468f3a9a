#include "core/review/checked.hh"

#include <algorithm>
#include <map>

#include "core/base/text.hh"
#include "core/review/placed.hh"

namespace mintport {

std::vector<TrackedFinding> checked_findings(const CheckedText& checked, const std::string& path,
                                             std::string_view port_text, std::span<const Waiver> waivers,
                                             std::span<const TrackedFinding> told) {
  const Lines before(checked.text), now(port_text);
  const bool same = checked.text == port_text;
  std::map<std::string, std::uint32_t> equal;
  std::vector<TrackedFinding> out;
  for (const CheckFinding& found : checked.findings) {
    const std::uint32_t old_line = before.at(found.finding.converted.begin);
    const std::uint32_t line = same ? old_line : place_of_line(now, old_line, found.code);
    if (!same && (line > now.count() || trim(now.line(line)) != found.code)) continue;
    const bool is_told = std::any_of(told.begin(), told.end(), [&](const TrackedFinding& other) {
      return other.line == line && other.life != Life::fixed;
    });
    if (is_told) continue;
    TrackedFinding tracked;
    tracked.finding = found.finding;
    tracked.finding.original = {};
    tracked.finding.fixes.clear();
    const std::string key = found.finding.rule + "\n" + found.finding.symbol + "\n" + found.code;
    tracked.nth = ++equal[key];
    place_on_line(tracked, now, line, waivers);
    tracked.id = finding_id(path + std::to_string(tracked.nth), key);
    out.push_back(std::move(tracked));
  }
  return out;
}

}  // namespace mintport
