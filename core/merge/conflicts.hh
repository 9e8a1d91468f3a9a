// Finds conflict markers in a text, and resolves conflicts one by one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/range.hh"
#include "core/merge/merge.hh"

namespace mintport {

// A conflict between markers, as with_markers or with_comment_markers write them (or git, which may omit the
// base).
struct ConflictPlace {
  ByteRange range;         // whole lines, including the markers
  std::uint32_t line = 0;  // of the first marker, 1-based
  std::string base, ours, theirs;
  friend bool operator==(const ConflictPlace&, const ConflictPlace&) = default;
};

// In order. Ignores a start marker without an end marker.
std::vector<ConflictPlace> find_conflicts(std::string_view text);

// The text that resolves the conflict.
std::string taken(const ConflictPlace& conflict, Favor favor);

// `text` with this one of its conflicts resolved.
std::string without_conflict(std::string_view text, const ConflictPlace& conflict, Favor favor);

}  // namespace mintport
