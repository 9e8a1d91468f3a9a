#include "core/review/validation.hh"

#include <fmt/format.h>

#include <algorithm>

#include "core/review/placed.hh"
#include "core/validate/report.hh"

namespace mintport {
namespace {

constexpr const char* kRule = "validate";

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
    place_on_line(found, lines, place_of_line(lines, kept->result.error->line, kept->code), waivers);
    const std::string key = kept->result.file + "\n" + title_of(kept->result);
    found.id = finding_id(path, key);
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
