// Some hunks of a difference and not others: what staging and unstaging write into the index.
#pragma once

#include <optional>
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

// To unstage hunk `index` of HEAD to index: all others done.
std::string apply_all_but(std::string_view old_text, std::string_view new_text,
                          std::span<const LineHunk> hunks, std::size_t index);

// The hunk that holds or, for removed lines, stands directly behind or before this line of that side.
std::optional<std::size_t> hunk_at_line(std::span<const LineHunk> hunks, Side side, std::uint32_t line);

}  // namespace mintport
