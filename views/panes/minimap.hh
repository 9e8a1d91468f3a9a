// All of the file in one column. Private to this folder.
#pragma once

#include "views/panes/code.hh"

namespace mintport {

// Where differences and findings are, and which part is shown.
void draw_map(const CodePane& pane, Rect area, int column, Grid& grid);

}  // namespace mintport
