// Some hunks of a difference and not others: what staging and unstaging write into the index.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/diff/diff.hh"

namespace mintport {

// `old_text` with the chosen hunks (of old to new) done. A hunk is done whole: its removed lines go and its
// added ones come, in order; the text's last line keeps or lacks its line end as the side that it comes from.
std::string apply_hunks(std::string_view old_text, std::string_view new_text, std::span<const LineHunk> hunks,
                        const std::vector<bool>& chosen);

// The hunks cut into the smallest parts that can be staged by themselves: a line with what it replaces, or
// one that only came or went. Parts, like hunks, are sorted and do not overlap.
std::vector<LineHunk> split_hunks(std::string_view old_text, std::string_view new_text,
                                  std::span<const LineHunk> hunks);

// Lines of a difference as somebody points at them; 1-based.
struct ChosenLines {
  std::set<std::uint32_t> removed, added;  // of the old text, of the new one
  friend bool operator==(const ChosenLines&, const ChosenLines&) = default;
};
// Which hunks hold one of these lines.
std::vector<bool> hunks_with(std::span<const LineHunk> hunks, const ChosenLines& lines);

// Lines `first` to `last` of the new text: what differs in them, with lines removed between them; where
// nothing does, lines removed directly before or behind them.
std::vector<bool> hunks_between(std::span<const LineHunk> hunks, std::uint32_t first, std::uint32_t last);

// The hunk that holds or, for removed lines, stands directly behind or before this line of that side.
std::optional<std::size_t> hunk_at_line(std::span<const LineHunk> hunks, Side side, std::uint32_t line);

}  // namespace mintport
