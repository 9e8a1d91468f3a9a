// What a review makes of the findings of `mintport check` in a file of the port. Pure.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/check/check.hh"
#include "core/review/finding.hh"

namespace mintport {

// The findings of a text that was checked, which may have been edited since.
struct CheckedText {
  std::string text;
  std::vector<CheckFinding> findings;
  friend bool operator==(const CheckedText&, const CheckedText&) = default;
};

// A finding of kind convention for each, on its line; also where that has moved since. Left out: one whose
// line was edited, and one on a line that has a finding of the conversion, `told`. Fixes are those of
// `mintport check --fix` and are not offered.
std::vector<TrackedFinding> checked_findings(const CheckedText& checked, const std::string& path,
                                             std::string_view port_text, std::span<const Waiver> waivers,
                                             std::span<const TrackedFinding> told);

}  // namespace mintport
