#include "core/edit/finding.hh"

#include <array>
#include <utility>

namespace mintport {
namespace {

constexpr std::array<std::pair<FindingKind, std::string_view>, 12> kNames{{
    {FindingKind::unmapped, "unmapped"},
    {FindingKind::unknown, "unknown"},
    {FindingKind::maybe_tensor, "maybe-tensor"},
    {FindingKind::dropped_argument, "dropped-argument"},
    {FindingKind::device_check, "device-check"},
    {FindingKind::dynamic_import, "dynamic-import"},
    {FindingKind::attention, "attention"},
    {FindingKind::difference, "difference"},
    {FindingKind::convention, "convention"},
    {FindingKind::syntax, "syntax"},
    {FindingKind::validation, "validation"},
    {FindingKind::note, "note"},
}};

}  // namespace

std::string_view to_string(FindingKind kind) {
  for (const auto& [value, name] : kNames) {
    if (value == kind) return name;
  }
  return "unknown";
}

}  // namespace mintport
