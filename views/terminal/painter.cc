#include "views/terminal/painter.hh"

#include <curses.h>

#include <cwchar>

#include "core/base/text.hh"

namespace mintport::ui {
namespace {

constexpr int kDirectColours = 1 << 24;

int colour_number(const std::optional<Colour>& colour, ColourDepth depth) {
  if (!colour) return -1;
  switch (depth) {
    case ColourDepth::none:
      return -1;
    case ColourDepth::ansi8:
      return colour->ansi16 % 8;
    case ColourDepth::ansi16:
      return colour->ansi16;
    case ColourDepth::ansi256:
      return index_256(*colour);
    case ColourDepth::rgb: {
      const int value = colour->red << 16 | colour->green << 8 | colour->blue;
      return value != 0 && value < 8 ? 8 : value;  // 1 to 7 are the named ones there
    }
  }
  return -1;
}

attr_t attributes_of(const Style& style) {
  attr_t out = A_NORMAL;
  if (style.bold) out |= A_BOLD;
  if (style.dim) out |= A_DIM;
  if (style.italic) out |= A_ITALIC;
  if (style.underline) out |= A_UNDERLINE;
  if (style.reverse) out |= A_REVERSE;
  return out;
}

// The characters of the cell, if the C library gives them the same width as our table. Otherwise a
// replacement of that width, because ncurses would misplace everything after it.
std::size_t wide_text(const Cell& cell, int columns, wchar_t (&out)[CCHARW_MAX + 1]) {
  std::size_t count = 0, at = 0;
  while (at < cell.text.size() && count < CCHARW_MAX) {
    const wchar_t c = static_cast<wchar_t>(next_code_point(cell.text, at));
    const int width = ::wcwidth(c);
    if (count == 0 && width != columns) {
      out[count++] = columns == 2 ? L'\u3013' : L'?';  // a wide replacement character
      break;
    }
    if (count == 0 || width == 0) out[count++] = c;
  }
  out[count] = L'\0';
  return count;
}

}  // namespace

ColourDepth colour_depth() {
  if (!::has_colors() || COLORS < 8) return ColourDepth::none;
  if (COLORS >= kDirectColours) return ColourDepth::rgb;
  return COLORS >= 256 ? ColourDepth::ansi256 : COLORS >= 16 ? ColourDepth::ansi16 : ColourDepth::ansi8;
}

void Painter::set_theme(Theme theme) {
  theme_ = depth_ == ColourDepth::none ? Theme::none : theme;
  looks_.fill(std::nullopt);
  forget();
}

const Painter::Look& Painter::look_of(Face face, Face back) {
  std::optional<Look>& look =
      looks_[static_cast<std::size_t>(face) * kFaces + static_cast<std::size_t>(back)];
  if (!look) {
    const Style style = style_of(theme_, depth_, face, back);
    attr_t attributes = attributes_of(style);
    // With eight colours, bold replaces the bright ones.
    if (depth_ == ColourDepth::ansi8 && style.ink && style.ink->ansi16 > 8) attributes |= A_BOLD;
    const int ink = colour_number(style.ink, depth_), paper = colour_number(style.paper, depth_);
    const int pair = ink < 0 && paper < 0 ? 0 : ::alloc_pair(ink, paper);
    look = Look{static_cast<std::uint32_t>(attributes), pair < 0 ? 0 : pair};
  }
  return *look;
}

void Painter::put_cell(int row, int column, const Cell& cell, bool wide) {
  wchar_t text[CCHARW_MAX + 1];
  wide_text(cell, wide ? 2 : 1, text);
  if (column + 1 == COLS)
    text[1] = L'\0';  // some terminals move marks behind the last column to the next row
  const Look& look = look_of(cell.face, cell.back);
  cchar_t out;
  int pair = look.pair;
  ::setcchar(&out, text, look.attributes, 0, &pair);
  ::mvadd_wch(row, column, &out);  // draws the last corner too, although it returns ERR there
}

void Painter::paint_row(const Grid& grid, int row) {
  const int width = std::min(grid.width(), COLS);
  for (int column = 0; column < width; ++column) {
    const Cell& cell = grid.at(row, column);
    if (cell.text.empty()) continue;
    const bool wide = column + 1 < grid.width() && grid.at(row, column + 1).text.empty();
    const bool same =
        shown_ && shown_->at(row, column) == cell && (!wide || shown_->at(row, column + 1).text.empty());
    if (same) continue;
    if (wide && column + 1 >= width) {
      put_cell(row, column, Cell{" ", cell.face, cell.back}, false);  // the grid is wider than the terminal
    } else {
      put_cell(row, column, cell, wide);
    }
  }
}

void Painter::paint(const Grid& grid) {
  if (shown_ && (shown_->height() != grid.height() || shown_->width() != grid.width())) forget();
  if (!shown_) ::erase();
  for (int row = 0; row < std::min(grid.height(), LINES); ++row) paint_row(grid, row);
  const bool cursor =
      grid.cursor_row >= 0 && grid.cursor_row < LINES && grid.cursor_column >= 0 && grid.cursor_column < COLS;
  ::curs_set(cursor ? 1 : 0);
  if (cursor) ::move(grid.cursor_row, grid.cursor_column);
  ::refresh();
  shown_ = grid;
}

}  // namespace mintport::ui
