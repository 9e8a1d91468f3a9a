// An overview of the file in one column. Private to this folder.
#pragma once

#include "views/panes/code.hh"

namespace mintport::ui {

// Marks findings and differences (reviewed ones dim), and the visible part.
void draw_map(const CodePane& pane, Rect area, int column, Grid& grid);

}  // namespace mintport::ui
