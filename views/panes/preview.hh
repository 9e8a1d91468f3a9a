// A few rows of a difference, one below the other, for previews and lists of hunks.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/review/code_file.hh"
#include "views/screen/grid.hh"

namespace mintport::ui {

// "-" lines before "+" lines, with `context` around.
struct UnifiedRow {
  enum class Kind : std::uint8_t { context, removed, added, gap } kind = Kind::context;
  std::uint32_t line = 0;
  friend bool operator==(const UnifiedRow&, const UnifiedRow&) = default;
};
std::vector<UnifiedRow> unified_rows(const Diff& diff, std::size_t context);
// One row of it; `left` and `right` are the texts that `diff` was made of.
void draw_unified_row(const UnifiedRow& row, const CodeSide& left, const CodeSide& right, const Diff& diff,
                      Rect line, Grid& grid, Face back = Face::normal);
// Rows of the file, one below the other, until there are no more or the area ends.
void draw_unified_rows(std::span<const UnifiedRow> rows, const CodeFile& file, Rect area, Grid& grid);

}  // namespace mintport::ui
