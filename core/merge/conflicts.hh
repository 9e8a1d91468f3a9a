// Conflicts as they stand in a text: found by their markers, and taken out of it one by one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/range.hh"
#include "core/merge/merge.hh"

namespace mintport {

// One between markers, as with_markers or with_comment_markers write them (and git, which may leave the base
// out).
struct ConflictPlace {
  ByteRange range;         // whole lines, the markers included
  std::uint32_t line = 0;  // of the first marker, 1-based
  std::string base, ours, theirs;
  friend bool operator==(const ConflictPlace&, const ConflictPlace&) = default;
};

// In order. What begins with a marker and does not end with one is no conflict.
std::vector<ConflictPlace> find_conflicts(std::string_view text);

// What stands in its place then.
std::string taken(const ConflictPlace& conflict, Favor favor);

// `text` with this one of its conflicts decided.
std::string without_conflict(std::string_view text, const ConflictPlace& conflict, Favor favor);

}  // namespace mintport
