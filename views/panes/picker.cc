#include "views/panes/picker.hh"

#include <algorithm>

namespace mintport {

void draw_picker(const PickerPane& pane, Rect area, Grid& grid) {
  const int width = std::min(area.width - 4, 100);
  const int most = std::max(3, std::min(area.height, 20));
  const int height = std::clamp(static_cast<int>(pane.rows.size()) + 3, std::min(8, most), most);
  const Rect inside =
      draw_box(grid, {area.row + 1, area.column + (area.width - width) / 2, height, width}, pane.title);
  draw_text_field(pane.field, {inside.row, inside.column, 1, inside.width}, 0, grid);
  const int rows = inside.height - 1;
  const std::size_t top = scroll_to(pane.list.cursor, pane.list.top,
                                    static_cast<std::size_t>(std::max(rows, 0)), pane.rows.size());
  for (int i = 0; i < rows && top + static_cast<std::size_t>(i) < pane.rows.size(); ++i) {
    const std::size_t index = top + static_cast<std::size_t>(i);
    const PickerRow& row = pane.rows[index];
    const Face back = index == pane.list.cursor ? Face::cursor : Face::normal;
    const int at = inside.row + 1 + i, right = display_width(row.right);
    grid.fill({at, inside.column, 1, inside.width}, Face::normal, back);
    grid.put(at, inside.column, elide_front(row.text, inside.width - right - 2), Face::normal, back);
    if (right < inside.width) grid.put(at, inside.column + inside.width - right, row.right, Face::dim, back);
  }
  if (pane.rows.empty()) grid.put(inside.row + 1, inside.column, "nothing matches", Face::dim);
}

}  // namespace mintport
