#include "core/review/validation.hh"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.hh"
#include "core/diff/lines.hh"
#include "core/review/state.hh"
#include "core/validate/report.hh"

namespace mintport {
namespace {

constexpr const char* kRule = "validate";

// The line nearest to `line` that reads `code`; without one `line` itself, or the last.
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

std::string message_of(const ClassResult& result) {
  const ClassError& error = *result.error;
  std::string out = error.type == "Differs" ? error.message : error.type + ": " + error.message;
  std::replace(out.begin(), out.end(), '\n', ' ');
  if (result.max_abs) out += "; the largest difference is " + short_number(result.max_abs);
  return title_of(result) + " fails beside the original: " + out;
}

}  // namespace

std::vector<TrackedFinding> validation_findings(const ValidationStore& store, const std::string& path,
                                                const std::string& port_path, std::string_view port_text,
                                                std::span<const Waiver> waivers) {
  const Lines lines(port_text);
  std::vector<TrackedFinding> out;
  for (const KeptResult* kept : store.errors_in(port_path)) {
    TrackedFinding found;
    found.finding = {.kind = FindingKind::validation,
                     .rule = kRule,
                     .symbol = kept->result.name,
                     .message = message_of(kept->result)};
    found.line = place_of_line(lines, kept->result.error->line, kept->code);
    if (lines.count() > 0) {
      const ByteOffset begin = lines.begin(found.line);
      found.at = {begin, begin + static_cast<ByteOffset>(lines.line(found.line).size())};
      found.code = trim(lines.line(found.line));
    }
    const std::string key = kept->result.file + "\n" + title_of(kept->result);
    found.id = fmt::format("{:012x}", fingerprint(path, key) >> 16);
    for (const Waiver& waiver : waivers) {
      if (waiver.kind != to_string(found.finding.kind) || waiver.symbol != found.finding.symbol) continue;
      if (waiver.code != found.code) continue;
      found.life = Life::waived;
      found.reason = waiver.reason;
    }
    out.push_back(std::move(found));
  }
  return out;
}

std::vector<std::string> validated_classes(const ValidationStore& store, const std::string& port_path,
                                           const ValidatedBlobs& blobs) {
  std::vector<std::string> out;
  for (const KeptResult* kept : store.of_file(port_path)) {
    if (kept->result.ok != true || kept->blobs != blobs) continue;
    const ValidationOptions& o = kept->options;
    out.push_back(fmt::format("{} rtol={:g} atol={:g} max={}", title_of(kept->result), o.rtol, o.atol,
                              short_number(kept->result.max_abs)));
  }
  return out;
}

}  // namespace mintport
