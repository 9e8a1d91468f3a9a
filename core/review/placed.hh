// Findings that do not come from the conversion, but from a run, a check or a person: where they stand in the
// port's text. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/diff/lines.hh"
#include "core/review/finding.hh"

namespace mintport {

// The line nearest to `line` that reads `code`; without one `line` itself, or the last.
std::uint32_t place_of_line(const Lines& lines, std::uint32_t line, std::string_view code);

// Puts the finding on this line of the port, and waives it if one of `waivers` is for it.
void place_on_line(TrackedFinding& found, const Lines& lines, std::uint32_t line,
                   std::span<const Waiver> waivers);

}  // namespace mintport
