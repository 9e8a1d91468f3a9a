// Drawing functions that all panes use: shortened texts, titles, scrolling lists.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "views/screen/grid.hh"

namespace mintport::ui {

// At most `width` columns; what is cut becomes an ellipsis at the end, in front (paths: their end says most),
// or in the middle (both ends count).
std::string elide(std::string_view text, int width);
std::string elide_front(std::string_view text, int width);
std::string elide_middle(std::string_view text, int width);

// Splits a text into lines of at most `width` columns, at blanks if possible.
std::vector<std::string> wrap(std::string_view text, int width);

// The first row of a pane: its title in a line, highlighted if the pane receives the keys. `right` is aligned
// to the right.
void draw_title(Grid& grid, Rect row, std::string_view title, std::string_view right, bool active);

// A text with its face; pieces are drawn one after the other.
struct Piece {
  std::string text;
  Face face = Face::normal;
};
// Returns the number of columns used, at most `width`.
int draw_pieces(Grid& grid, int row, int column, int width, const std::vector<Piece>& pieces,
                Face back = Face::normal);

// Draws "████▌░░░" in `width` columns. Each part is a share of `total` with its face.
struct Share {
  std::size_t count = 0;
  Face face = Face::normal;
  std::string_view glyph = "█";
};
void draw_bar(Grid& grid, int row, int column, int width, std::size_t total, const std::vector<Share>& parts);

// The first row to show so that `cursor` is visible with some context. Changes `top` as little as possible.
std::size_t scroll_to(std::size_t cursor, std::size_t top, std::size_t height, std::size_t count);

// Draws a frame around an overlay and returns the area inside.
Rect draw_box(Grid& grid, Rect box, std::string_view title, Face face = Face::border_active);

}  // namespace mintport::ui
