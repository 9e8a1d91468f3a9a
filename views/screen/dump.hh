// Writes a grid without a terminal: ANSI text for a pager, SVG for pages and bug reports. For plain text see
// Grid::text(). Pure: the same grid gives the same bytes everywhere.
#pragma once

#include <string>

#include "views/screen/grid.hh"
#include "views/screen/theme.hh"

namespace mintport::ui {

// Each row ends with a style reset and "\n". Trailing blanks without a background are removed.
std::string to_ansi(const Grid& grid, Theme theme, ColourDepth depth);

// Width times height cells in a monospaced font. Wide characters take two columns.
std::string to_svg(const Grid& grid, Theme theme);

}  // namespace mintport::ui
