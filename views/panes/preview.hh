// A difference in unified form, for previews and lists of hunks.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/review/code_file.hh"
#include "views/screen/grid.hh"

namespace mintport::ui {

// A row of a unified diff: removed lines, then added lines, with some context around.
struct UnifiedRow {
  enum class Kind : std::uint8_t { context, removed, added, gap } kind = Kind::context;
  std::uint32_t line = 0;
  friend bool operator==(const UnifiedRow&, const UnifiedRow&) = default;
};
std::vector<UnifiedRow> unified_rows(const Diff& diff, std::size_t context);
// Draws one row into `area`; a long line wraps if the area has several rows. Returns the rows used. `left`
// and `right` are the texts that `diff` compares.
int draw_unified_row(const UnifiedRow& row, const CodeSide& left, const CodeSide& right, const Diff& diff,
                     Rect area, Grid& grid, Face back = Face::normal);
// The rows that draw_unified_rows() needs in that many columns.
int height_of(std::span<const UnifiedRow> rows, const CodeFile& file, int width);
// Draws rows until the area is full. Long lines wrap.
void draw_unified_rows(std::span<const UnifiedRow> rows, const CodeFile& file, Rect area, Grid& grid);

}  // namespace mintport::ui
