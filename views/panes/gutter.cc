#include "views/panes/gutter.hh"

#include <algorithm>

namespace mintport::ui {

Columns columns_of(const CodeFile& file, CodeView view, Rect area) {
  Columns out;
  out.view = view;
  const std::size_t most = std::max(file.left.starts.size(), file.right.starts.size());
  out.number = std::max(3, static_cast<int>(std::to_string(most).size()));
  const int width = area.width - Columns::kMap;
  if (view == CodeView::unified) {
    out.left = out.right = {area.row, area.column, area.height, width};
    return out;
  }
  if (view == CodeView::three) {
    const int third = (width - 2 - Columns::kMarks) / 3;
    out.left = {area.row, area.column, area.height, third};
    out.pure = {area.row, area.column + third + 1, area.height, third};
    out.right = {area.row, out.pure.column + third + 1, area.height, width - 2 * third - 2};
    return out;
  }
  out.left = {area.row, area.column, area.height, (width - 1 - Columns::kMarks) / 2};
  out.right = {area.row, area.column + out.left.width + 1, area.height, width - 1 - out.left.width};
  return out;
}

Marked marked(const Row& row, Side side) {
  Marked out;
  out.look.words = side == Side::left ? std::span(row.left_words) : std::span(row.right_words);
  out.look.word = side == Side::left ? Face::removed_word : Face::added_word;
  if (row.kind == RowKind::same || !row.line(side)) return out;
  if (row.expected) {
    out.sign = "·";
    return out;
  }
  out.sign = row.kind == RowKind::changed ? "~" : side == Side::left ? "-" : "+";
  out.sign_face = side == Side::left ? Face::removed_word : Face::added_word;
  out.look.back = side == Side::left ? Face::removed : Face::added;
  // A line that is added or removed as a whole needs no word marks.
  if (row.kind != RowKind::changed) out.look.words = {};
  return out;
}

std::string number_text(std::uint32_t line, int width) {
  std::string out = std::to_string(line);
  return std::string(static_cast<std::size_t>(std::max(width - static_cast<int>(out.size()), 0)), ' ') + out;
}

void draw_marks(const LineMark& mark, int row, int column, Grid& grid, Face back) {
  if (mark.finding == LineMark::Finding::open) {
    grid.put(row, column, "!", Face::finding, back);
  } else if (mark.finding == LineMark::Finding::waived) {
    grid.put(row, column, "w", Face::waived, back);
  } else if (mark.reviewed) {
    grid.put(row, column, "◆", Face::key, back);
  } else if (mark.finding == LineMark::Finding::fixed) {
    grid.put(row, column, "✓", Face::ok, back);
  }
  if (mark.git == LineMark::Git::staged) grid.put(row, column + 1, "●", Face::staged, back);
  if (mark.git == LineMark::Git::unstaged) grid.put(row, column + 1, "○", Face::warning, back);
}

}  // namespace mintport::ui
