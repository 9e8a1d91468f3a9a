#include "views/panes/picker.hh"

#include <algorithm>

namespace mintport::ui {

void draw_picker(const PickerPane& pane, Rect area, Grid& grid) {
  const int width = std::min(area.width - 4, 100);
  const int most = std::max(3, std::min(area.height, 20));
  const int height = std::clamp(static_cast<int>(pane.rows.size()) + 3, std::min(8, most), most);
  const Rect inside =
      draw_box(grid, {area.row + 1, area.column + (area.width - width) / 2, height, width}, pane.title);
  draw_text_field(pane.field, {inside.row, inside.column, 1, inside.width}, 0, grid);
  Rect list = {inside.row + 1, inside.column, inside.height - 1, inside.width};
  // What is cut of the row under the cursor stands below the list.
  const auto room_right = [&](const PickerRow& row) {
    return std::max(inside.width - display_width(row.text) - 2, inside.width / 4);
  };
  if (!pane.rows.empty()) {
    const PickerRow& row = pane.rows[std::min(pane.list.cursor, pane.rows.size() - 1)];
    const auto rest = wrap(row.right, inside.width);
    const int rows = static_cast<int>(rest.size());
    if (display_width(row.right) > room_right(row) && rows + 2 < list.height) {
      list.height -= rows;
      for (int i = 0; i < rows; ++i)
        grid.put(list.row + list.height + i, inside.column, rest[static_cast<std::size_t>(i)], inside.width,
                 Face::dim);
    }
  }
  each_row(pane.list, pane.rows.size(), list, [&](std::size_t index, int at, bool cursor) {
    const PickerRow& row = pane.rows[index];
    const Face back = cursor ? Face::cursor : Face::normal;
    const std::string more = elide(row.right, room_right(row));
    const int right = display_width(more);
    grid.fill({at, inside.column, 1, inside.width}, Face::normal, back);
    grid.put(at, inside.column, elide_front(row.text, inside.width - right - 2), Face::normal, back);
    if (right < inside.width) grid.put(at, inside.column + inside.width - right, more, Face::dim, back);
  });
  if (pane.rows.empty()) grid.put(inside.row + 1, inside.column, "nothing matches", Face::dim);
}

}  // namespace mintport::ui
