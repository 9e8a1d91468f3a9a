// Applies some hunks of a difference, for staging and unstaging.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/diff/diff.hh"

namespace mintport {

// `old_text` with the chosen hunks (from old to new) applied. A hunk is applied whole: its removed lines are
// replaced by its added ones, in order. The last line has a line end if it has one in the text that it comes
// from.
std::string apply_hunks(std::string_view old_text, std::string_view new_text, std::span<const LineHunk> hunks,
                        const std::vector<bool>& chosen);

// Splits the hunks into the smallest parts that can be staged separately: a line with the line that it
// replaces, or a single added or removed line. The parts are sorted and do not overlap.
std::vector<LineHunk> split_hunks(std::string_view old_text, std::string_view new_text,
                                  std::span<const LineHunk> hunks);

// Selected lines of a difference; 1-based.
struct ChosenLines {
  std::set<std::uint32_t> removed, added;  // in the old text, in the new text
  friend bool operator==(const ChosenLines&, const ChosenLines&) = default;
};
// Which hunks contain one of these lines.
std::vector<bool> hunks_with(std::span<const LineHunk> hunks, const ChosenLines& lines);

// The hunks in lines `first` to `last` of the new text, including lines removed between them. If there are
// none, lines removed directly before or after.
std::vector<bool> hunks_between(std::span<const LineHunk> hunks, std::uint32_t first, std::uint32_t last);

// The hunk that contains this line; for removed lines, also the hunk directly before or after it.
std::optional<std::size_t> hunk_at_line(std::span<const LineHunk> hunks, Side side, std::uint32_t line);

}  // namespace mintport
