#include "views/panes/batch.hh"

#include "core/base/text.hh"

#include <algorithm>

namespace mintport::ui {

void draw_batch(const BatchPane& pane, Rect area, Grid& grid) {
  grid.fill(area, Face::normal);
  const auto chosen =
      std::count_if(pane.rows.begin(), pane.rows.end(), [](const BatchRow& row) { return row.chosen; });
  const int above = std::clamp(static_cast<int>(pane.rows.size()) + 2, 3, std::max(3, area.height / 2));
  draw_title(grid, {area.row, area.column, 1, area.width}, pane.symbol,
             std::to_string(chosen) + " of " + plural(pane.rows.size(), "place"), true);
  draw_pieces(
      grid, area.row + 1, area.column + 1, area.width - 2,
      {{"fix " + std::to_string(pane.number + 1) + " of " + std::to_string(pane.of) + ": ", Face::dim},
       {pane.title, Face::title}});
  const Rect list = {area.row + 2, area.column, above - 2, area.width};
  each_row(pane.list, pane.rows.size(), list, [&](std::size_t index, int at, bool cursor) {
    const BatchRow& row = pane.rows[index];
    const Face back = cursor ? Face::cursor : Face::normal;
    grid.fill({at, area.column, 1, area.width}, Face::normal, back);
    grid.put(at, area.column + 1, row.chosen ? "[x]" : "[ ]", row.chosen ? Face::ok : Face::dim, back);
    const int width = std::min(display_width(row.where), area.width / 2);
    grid.put(at, area.column + 5, elide_front(row.where, width), row.chosen ? Face::key : Face::dim, back);
    grid.put(at, area.column + width + 7, elide(row.code, area.width - width - 8), Face::dim, back);
  });
  int row = area.row + above;
  const int end = area.row + area.height;
  if (row >= end) return;
  draw_title(grid, {row++, area.column, 1, area.width}, "changes here", "", false);
  if (pane.preview == nullptr) {
    if (row < end) grid.put(row, area.column + 2, elide(pane.refusal, area.width - 3), Face::error);
    return;
  }
  draw_unified_rows(unified_rows(pane.preview->diff, 2), *pane.preview,
                    {row, area.column + 1, end - row, area.width - 2}, grid);
}

}  // namespace mintport::ui
