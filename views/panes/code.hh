// Two files in step, beside each other (also with the pure conversion between them) or in one column, with
// syntax colours and marks in the gutter.
#pragma once

#include "core/base/pattern.hh"
#include "core/review/code_file.hh"
#include "views/panes/rows.hh"
#include "views/screen/grid.hh"

namespace mintport::ui {

struct CodePane {
  const CodeFile* file = nullptr;
  const std::vector<CodeRow>* rows = nullptr;
  std::size_t cursor = 0, top = 0;  // into rows
  int scroll = 0;                   // columns to the left of the pane
  bool active = false;
  Pattern search;  // marked wherever it stands
  CodeView view = CodeView::beside;
  bool wrap = false;        // long lines take several rows, as `rows` has them; `scroll` is 0 then
  Side side = Side::right;  // the one that the cursor means
  std::optional<RowRange> selected = {};  // of rows
  const PureText* pure = nullptr;         // with three columns
};
void draw_code(const CodePane& pane, Rect area, Grid& grid);

// Columns for the text of each side, and of the pure conversion with three columns.
struct TextWidths {
  int left = 0, right = 0, pure = 0;
};
TextWidths text_widths(const CodeFile& file, CodeView view, Rect area);
// How far to scroll so that bytes `part` of a line are seen: not at all when they fit, no further than now
// when they are seen now.
int scroll_to_part(const CodeFile& file, CodeView view, Rect area, Side side, std::uint32_t line,
                   ByteRange part, int scroll);
// Rows that fit, without the title.
int code_height(Rect area);

}  // namespace mintport::ui
