// What stands in front of a line of code: marks, number and sign; and where the two sides stand. Private to
// this folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "views/panes/code_line.hh"

namespace mintport {

struct Columns {
  int number = 4;  // digits
  Rect left, right;
  int map = 0;  // width of the overview at the right edge

  const Rect& of(Side side) const { return side == Side::left ? left : right; }
  // Line number and sign; on the right also the marks.
  int gutter(Side side) const { return number + 1 + (side == Side::right ? 2 : 0); }
};
Columns columns_of(const CodeFile& file, Rect area);

// The sign in front of a line, and the look of the line.
struct Marked {
  std::string_view sign = " ";
  Face sign_face = Face::dim;
  LineLook look;
};
Marked marked(const Row& row, Side side);

// The number at the end of `width` columns.
std::string number_text(std::uint32_t line, int width);
void draw_marks(const LineMark& mark, int row, int column, Grid& grid, Face back);

}  // namespace mintport
