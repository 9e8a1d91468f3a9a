// A grid as a picture without a terminal: ANSI text for a pager, SVG for pages and bug reports. Plain text is
// Grid::text(). Pure: the same grid gives the same bytes everywhere.
#pragma once

#include <string>

#include "views/screen/grid.hh"
#include "views/screen/theme.hh"

namespace mintport::ui {

// Rows ended by "\n", each with its styles reset at the end; trailing blanks without paper are cut.
std::string to_ansi(const Grid& grid, Theme theme, ColourDepth depth);

// A page of width*height cells in a monospaced font; wide characters keep their two columns.
std::string to_svg(const Grid& grid, Theme theme);

}  // namespace mintport::ui
