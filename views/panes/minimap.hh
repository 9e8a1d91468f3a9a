// All of the file in one column. Private to this folder.
#pragma once

#include "views/panes/code.hh"

namespace mintport::ui {

// Where findings and differences are (those that were reviewed dim), and which part is shown.
void draw_map(const CodePane& pane, Rect area, int column, Grid& grid);

}  // namespace mintport::ui
