#include "views/panes/minimap.hh"

#include <algorithm>

namespace mintport::ui {

void draw_map(const CodePane& pane, Rect area, int column, Grid& grid) {
  const std::size_t count = pane.rows->size(), height = static_cast<std::size_t>(area.height);
  if (count == 0) return;
  for (std::size_t i = 0; i < height; ++i) {
    const std::size_t begin = i * count / height, end = std::max(begin + 1, (i + 1) * count / height);
    bool differs = false, finding = false, reviewed = true;
    for (std::size_t k = begin; k < end && k < count; ++k) {
      const CodeRow& at = (*pane.rows)[k];
      if (at.count > 0) continue;
      if (at.alone) {
        differs = true;
        reviewed = false;
        continue;
      }
      const Row& row = pane.file->diff.rows[at.row];
      const LineMark mark = pane.file->mark(row.right);
      finding = finding || mark.finding == LineMark::Finding::open;
      if (row.kind == RowKind::same || row.expected) continue;
      differs = true;
      reviewed = reviewed && mark.reviewed;
    }
    const bool shown = end > pane.top && begin < pane.top + height;
    grid.put(area.row + static_cast<int>(i), column,
             finding || differs ? "▐"
             : shown            ? "│"
                                : " ",
             finding                ? Face::finding
             : differs && !reviewed ? Face::added_word
                                    : Face::border,
             shown ? Face::selected : Face::normal);
  }
}

}  // namespace mintport::ui
