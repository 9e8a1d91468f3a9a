#include "views/panes/batch.hh"

#include <algorithm>

namespace mintport {

void draw_batch(const BatchPane& pane, Rect area, Grid& grid) {
  grid.fill(area, Face::normal);
  const auto chosen =
      std::count_if(pane.rows.begin(), pane.rows.end(), [](const BatchRow& row) { return row.chosen; });
  const int above = std::clamp(static_cast<int>(pane.rows.size()) + 2, 3, std::max(3, area.height / 2));
  draw_title(grid, {area.row, area.column, 1, area.width}, pane.symbol,
             std::to_string(chosen) + " of " + counted(pane.rows.size(), "place"), true);
  draw_pieces(
      grid, area.row + 1, area.column + 1, area.width - 2,
      {{"fix " + std::to_string(pane.number + 1) + " of " + std::to_string(pane.of) + ": ", Face::dim},
       {pane.title, Face::title}});
  const int height = above - 2;
  const std::size_t top = scroll_to(pane.list.cursor, pane.list.top,
                                    static_cast<std::size_t>(std::max(height, 0)), pane.rows.size());
  for (int i = 0; i < height && top + static_cast<std::size_t>(i) < pane.rows.size(); ++i) {
    const std::size_t index = top + static_cast<std::size_t>(i);
    const BatchRow& row = pane.rows[index];
    const Face back = index == pane.list.cursor ? Face::cursor : Face::normal;
    const int at = area.row + 2 + i;
    grid.fill({at, area.column, 1, area.width}, Face::normal, back);
    grid.put(at, area.column + 1, row.chosen ? "[x]" : "[ ]", row.chosen ? Face::ok : Face::dim, back);
    const int width = std::min(display_width(row.where), area.width / 2);
    grid.put(at, area.column + 5, elide_front(row.where, width), row.chosen ? Face::key : Face::dim, back);
    grid.put(at, area.column + width + 7, elide(row.code, area.width - width - 8), Face::dim, back);
  }
  int row = area.row + above;
  const int end = area.row + area.height;
  if (row >= end) return;
  draw_title(grid, {row++, area.column, 1, area.width}, "what it changes here", "", false);
  if (pane.preview == nullptr) {
    if (row < end) grid.put(row, area.column + 2, elide(pane.refusal, area.width - 3), Face::error);
    return;
  }
  for (const UnifiedRow& at : unified_rows(pane.preview->diff, 2)) {
    if (row >= end) break;
    draw_unified_row(at, pane.preview->left, pane.preview->right, pane.preview->diff,
                     {row++, area.column + 1, 1, area.width - 2}, grid);
  }
}

}  // namespace mintport
