// The classes and functions of a file, and how far the review of each has come. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/diff/diff.hh"
#include "core/review/finding.hh"

namespace mintport {

struct OutlineRow {
  int depth = 0;
  std::string name;                       // "class Block", "def forward"
  std::uint32_t line = 1, last_line = 1;  // in the port
  std::size_t open = 0;                   // findings in it, inner symbols' included
  std::size_t hunks = 0, reviewed = 0;    // those that are more than renames
  friend bool operator==(const OutlineRow&, const OutlineRow&) = default;
};

// In the order of `port_text`, which is the right side of `diff`. `reviewed` is as long as the hunks, or
// empty (none is).
std::vector<OutlineRow> outline(const std::string& port_text, std::span<const TrackedFinding> findings,
                                const Diff& diff, const std::vector<bool>& reviewed);

}  // namespace mintport
