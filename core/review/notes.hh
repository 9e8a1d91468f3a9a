// Notes that people leave on lines for each other. They are shown as findings. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/review/finding.hh"

namespace mintport {

// A finding for each note of the file `path`, on the line that it was written for, also where that has moved
// since; a line that was edited keeps its number.
std::vector<TrackedFinding> note_findings(std::span<const Note> notes, const std::string& path,
                                          std::string_view port_text, std::span<const Waiver> waivers);

// The index of the note of the file `path` that stands on this line.
std::optional<std::size_t> note_on(std::span<const Note> notes, std::string_view path,
                                   std::string_view port_text, std::uint32_t line);

}  // namespace mintport
