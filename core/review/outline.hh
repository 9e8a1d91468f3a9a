// The classes and functions of a file, and the review progress of each. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/diff/diff.hh"
#include "core/review/definitions.hh"
#include "core/review/finding.hh"

namespace mintport {

struct OutlineRow {
  int depth = 0;
  std::string name;                       // "class Block", "def forward"
  std::uint32_t line = 1, last_line = 1;  // in the port
  std::size_t open = 0;                   // findings inside, including those in inner definitions
  std::size_t hunks = 0, reviewed = 0;    // hunks that are more than renames
  friend bool operator==(const OutlineRow&, const OutlineRow&) = default;
};

// `definitions` are those of the port, the right side of `diff`. `reviewed` is as long as the hunks, or empty
// (none is reviewed).
std::vector<OutlineRow> outline(std::span<const Definition> definitions,
                                std::span<const TrackedFinding> findings, const Diff& diff,
                                const std::vector<bool>& reviewed);

}  // namespace mintport
