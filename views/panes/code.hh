// Two files side by side, in step, with syntax colours and marks in the gutter.
#pragma once

#include "core/base/pattern.hh"
#include "views/panes/code_file.hh"
#include "views/panes/rows.hh"
#include "views/screen/grid.hh"

namespace mintport {

struct CodePane {
  const CodeFile* file = nullptr;
  const std::vector<CodeRow>* rows = nullptr;
  std::size_t cursor = 0, top = 0;  // into rows
  int scroll = 0;                   // columns to the left of the pane
  bool active = false;
  Pattern search;  // marked wherever it stands
};
void draw_code(const CodePane& pane, Rect area, Grid& grid);
// How far to scroll so that bytes `part` of a line are seen: not at all when they fit, no further than now
// when they are seen now.
int scroll_to_part(const CodeFile& file, Rect area, Side side, std::uint32_t line, ByteRange part,
                   int scroll);
// Rows that fit, without the title.
int code_height(Rect area);

}  // namespace mintport
