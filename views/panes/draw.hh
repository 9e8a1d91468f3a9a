// What all panes draw with: cut texts, titles, lists that scroll.
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

// Lines of at most `width` columns, broken at blanks where there are some.
std::vector<std::string> wrap(std::string_view text, int width);

// A pane's first row: its name in a line that is bright when the pane has the keys. `right` stands at the
// end.
void draw_title(Grid& grid, Rect row, std::string_view title, std::string_view right, bool active);

// Pieces of text one after the other.
struct Piece {
  std::string text;
  Face face = Face::normal;
};
// Returns the columns used, at most `width`.
int draw_pieces(Grid& grid, int row, int column, int width, const std::vector<Piece>& pieces,
                Face back = Face::normal);

// "████▌░░░", `width` columns; `parts` are shares of `total`, each in its face.
struct Share {
  std::size_t count = 0;
  Face face = Face::normal;
};
void draw_bar(Grid& grid, int row, int column, int width, std::size_t total, const std::vector<Share>& parts);

// The first row to show so that `cursor` is seen, with some rows around it, changing `top` as little as
// possible.
std::size_t scroll_to(std::size_t cursor, std::size_t top, std::size_t height, std::size_t count);

// A frame around a box that lies over others; returns its inside.
Rect draw_box(Grid& grid, Rect box, std::string_view title, Face face = Face::border_active);

}  // namespace mintport::ui
