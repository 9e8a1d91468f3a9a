// The gutter before a line of code (marks, number, sign), and the areas of both sides. Private to this
// folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "views/panes/code_line.hh"
#include "views/panes/rows.hh"

namespace mintport::ui {

// The areas of the texts. In the unified view both sides share an area and both numbers stand before it.
struct Columns {
  CodeView view = CodeView::beside;
  int number = 4;  // digits
  Rect left, right, pure;

  const Rect& of(Side side) const { return side == Side::left ? left : right; }
  // The width of line numbers and sign, for the port including the marks.
  int gutter(Side side) const {
    if (view == CodeView::unified) return kMarks + 2 * number + 2;
    return number + 1 + (side == Side::right ? kMarks : 0);
  }
  int text_width(Side side) const { return of(side).width - gutter(side); }
  int pure_gutter() const { return number + 1; }

  static constexpr int kMarks = 2;
  static constexpr int kMap = 1;  // the overview at the right edge
};
Columns columns_of(const CodeFile& file, CodeView view, Rect area);

// The sign before a line, and the look of the line.
struct Marked {
  std::string_view sign = " ";
  Face sign_face = Face::dim;
  LineLook look;
};
Marked marked(const Row& row, Side side);

// The number, right-aligned in `width` columns.
std::string number_text(std::uint32_t line, int width);
void draw_marks(const LineMark& mark, int row, int column, Grid& grid, Face back);

}  // namespace mintport::ui
