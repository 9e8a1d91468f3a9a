#include "views/panes/code.hh"

#include <algorithm>

#include "core/base/text.hh"
#include "views/panes/draw.hh"
#include "views/panes/gutter.hh"
#include "views/panes/minimap.hh"

namespace mintport {
namespace {

struct RowDrawing {
  const CodePane& pane;
  const Columns& columns;
  Grid& grid;

  void side(Side which, const Row& row, int screen_row, bool cursor) const {
    const Rect area = columns.of(which);
    const CodeSide& code = which == Side::left ? pane.file->left : pane.file->right;
    const int gutter = columns.gutter(which);
    const auto line = row.line(which);
    const Face gutter_back = cursor ? Face::cursor : Face::normal;
    grid.fill({screen_row, area.column, 1, gutter}, Face::line_number, gutter_back);
    Rect text{screen_row, area.column + gutter, 1, area.width - gutter};
    if (!line) {
      grid.fill(text, Face::dim, gutter_back);
      if (!cursor && row.kind != RowKind::same) {
        for (int i = 0; i < text.width; i += 2) grid.put(screen_row, text.column + i, "╱", Face::border);
      }
      return;
    }
    int at = area.column;
    if (which == Side::right) {
      if (*line <= pane.file->marks.size())
        draw_marks(pane.file->marks[*line - 1], screen_row, at, grid, gutter_back);
      at += 2;
    }
    grid.put(screen_row, at, number_text(*line, columns.number), cursor ? Face::normal : Face::line_number,
             gutter_back);
    Marked marks = marked(row, which);
    if (which == Side::right && row.kind != RowKind::same && *line <= pane.file->marks.size() &&
        pane.file->marks[*line - 1].reviewed) {
      marks.sign = "◆";
      marks.sign_face = Face::key;
    }
    grid.put(screen_row, at + columns.number, marks.sign, marks.sign_face, gutter_back);
    if (cursor && marks.look.back == Face::normal) marks.look.back = Face::cursor;
    marks.look.scroll = pane.scroll;
    marks.look.search = &pane.search;
    draw_line(code, *line, marks.look, text, grid);
    draw_cut(code, *line, pane.scroll, text, grid);
  }

  void fold(const CodeRow& fold, int screen_row, bool cursor) const {
    const Rect area{screen_row, columns.left.column, 1,
                    columns.right.column + columns.right.width - columns.left.column};
    const Face back = cursor ? Face::cursor : Face::normal;
    grid.fill(area, Face::dim, back);
    std::string text = "⋯ " + counted(fold.count, "equal line");
    // What the code below belongs to says more than a count.
    for (std::size_t i = fold.count; i-- > 0;) {
      const Row& row = pane.file->diff.rows[fold.row + i];
      const std::string_view code = trim(pane.file->right.line(*row.right));
      if (code.starts_with("def ") || code.starts_with("class ")) {
        text += "  " + std::string(code);
        break;
      }
    }
    grid.put(screen_row, area.column + columns.number + 1, elide(text, area.width - columns.number - 2),
             Face::dim, back);
  }
};

}  // namespace

int scroll_to_part(const CodeFile& file, Rect area, Side side, std::uint32_t line, ByteRange part,
                   int scroll) {
  constexpr int kMargin = 4;
  const Columns columns = columns_of(file, area);
  const int width = columns.of(side).width - columns.gutter(side) - 1;  // the last one says that it goes on
  const std::string_view text = (side == Side::left ? file.left : file.right).line(line);
  const int begin = columns_of_text(text.substr(0, part.begin)),
            end = columns_of_text(text.substr(0, part.end));
  if (end <= width) return 0;
  if (begin > scroll && end <= scroll + width) return scroll;
  return std::max(0, std::min(begin - kMargin, end + kMargin - width));
}

int code_height(Rect area) {
  return std::max(area.height - 1, 0);
}

void draw_code(const CodePane& pane, Rect area, Grid& grid) {
  const Columns columns = columns_of(*pane.file, {area.row + 1, area.column, code_height(area), area.width});
  draw_title(grid, {area.row, area.column, 1, columns.left.width}, pane.file->left.title, "", pane.active);
  grid.put(area.row, columns.right.column - 1, "┬", pane.active ? Face::border_active : Face::border);
  draw_title(grid, {area.row, columns.right.column, 1, area.column + area.width - columns.right.column},
             pane.file->right.title, "", pane.active);
  const RowDrawing drawing{pane, columns, grid};
  for (int i = 0; i < code_height(area); ++i) {
    const int row = area.row + 1 + i;
    const std::size_t index = pane.top + static_cast<std::size_t>(i);
    const bool cursor = index == pane.cursor;
    grid.put(row, columns.right.column - 1, "│", Face::border);
    if (index >= pane.rows->size()) continue;
    const CodeRow& at = (*pane.rows)[index];
    if (at.count > 0) {
      drawing.fold(at, row, cursor && pane.active);
    } else {
      drawing.side(Side::left, pane.file->diff.rows[at.row], row, cursor);
      drawing.side(Side::right, pane.file->diff.rows[at.row], row, cursor);
    }
  }
  if (columns.map > 0) {
    draw_map(pane, {area.row + 1, area.column, code_height(area), area.width}, area.column + area.width - 1,
             grid);
  }
}

}  // namespace mintport
