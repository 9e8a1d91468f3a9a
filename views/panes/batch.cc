#include "views/panes/batch.hh"

#include "core/base/text.hh"

#include <algorithm>

namespace mintport::ui {

namespace {

std::string chosen_of(const std::vector<BatchRow>& rows) {
  const auto chosen = std::count_if(rows.begin(), rows.end(), [](const BatchRow& row) { return row.chosen; });
  return std::to_string(chosen) + " of " + plural(rows.size(), "place");
}

void draw_places(const std::vector<BatchRow>& rows, const ListState& list, Rect area, Grid& grid) {
  each_row(list, rows.size(), area, [&](std::size_t index, int at, bool cursor) {
    const BatchRow& row = rows[index];
    const Face back = cursor ? Face::cursor : Face::normal;
    grid.fill({at, area.column, 1, area.width}, Face::normal, back);
    grid.put(at, area.column + 1, row.chosen ? "[x]" : "[ ]", row.chosen ? Face::ok : Face::dim, back);
    const int width = std::min(display_width(row.where), area.width / 2);
    grid.put(at, area.column + 5, elide_front(row.where, width), row.chosen ? Face::key : Face::dim, back);
    grid.put(at, area.column + width + 7, elide(row.code, area.width - width - 8), Face::dim, back);
  });
}

}  // namespace

void draw_batch(const BatchPane& pane, Rect area, Grid& grid) {
  grid.fill(area, Face::normal);
  const auto preview =
      pane.preview != nullptr ? unified_rows(pane.preview->diff, 2) : std::vector<UnifiedRow>();
  // The list gets the room that the preview leaves, at least half.
  const int below = pane.preview != nullptr ? height_of(preview, *pane.preview, area.width - 2) + 1 : 3;
  const int above = std::clamp(static_cast<int>(pane.rows.size()) + 2, 3,
                               std::max({3, area.height / 2, area.height - below}));
  draw_title(grid, {area.row, area.column, 1, area.width}, pane.symbol, chosen_of(pane.rows), true);
  draw_pieces(
      grid, area.row + 1, area.column + 1, area.width - 2,
      {{"fix " + std::to_string(pane.number + 1) + " of " + std::to_string(pane.of) + ": ", Face::dim},
       {pane.title, Face::title}});
  draw_places(pane.rows, pane.list, {area.row + 2, area.column, above - 2, area.width}, grid);
  int row = area.row + above;
  const int end = area.row + area.height;
  if (row >= end) return;
  draw_title(grid, {row++, area.column, 1, area.width}, "changes here", "", false);
  if (pane.preview == nullptr) {
    for (const std::string& line : wrap(pane.refusal, area.width - 3)) {
      if (row < end) grid.put(row++, area.column + 2, line, area.width - 3, Face::error);
    }
    return;
  }
  draw_unified_rows(preview, *pane.preview, {row, area.column + 1, end - row, area.width - 2}, grid);
}

void draw_waive(const WaivePane& pane, Rect area, Grid& grid) {
  constexpr int kMessage = 3;  // rows, with its title
  grid.fill(area, Face::normal);
  draw_title(grid, {area.row, area.column, 1, area.width}, pane.title, chosen_of(pane.rows), true);
  const int below = area.height - 1 - kMessage;
  draw_places(pane.rows, pane.list, {area.row + 1, area.column, below, area.width}, grid);
  draw_text("why it is a finding", pane.message, 0, {area.row + 1 + below, area.column, kMessage, area.width},
            grid);
}

}  // namespace mintport::ui
