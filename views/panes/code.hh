// An open file: side by side (in three columns with the conversion in the middle) or unified, with syntax
// colours and marks in the gutter.
#pragma once

#include "core/base/pattern.hh"
#include "core/review/code_file.hh"
#include "views/panes/rows.hh"
#include "views/screen/grid.hh"

namespace mintport::ui {

struct CodePane {
  const CodeFile* file = nullptr;
  const std::vector<CodeRow>* rows = nullptr;
  std::size_t cursor = 0, top = 0;  // indexes in `rows`
  int scroll = 0;                   // columns hidden to the left
  bool active = false;
  Pattern search;  // every match is marked
  CodeView view = CodeView::beside;
  bool wrap = false;                      // long lines take several rows, as in `rows`; then `scroll` is 0
  Side side = Side::right;                // the active side
  std::optional<RowRange> selected = {};  // indexes in `rows`
  const PureText* pure = nullptr;         // set for three columns
};
void draw_code(const CodePane& pane, Rect area, Grid& grid);

// Columns for the text of each side, and for the conversion with three columns.
struct TextWidths {
  int left = 0, right = 0, pure = 0;
};
TextWidths text_widths(const CodeFile& file, CodeView view, Rect area);
// True if columns side by side would cut more than a third of the lines that differ.
bool beside_cuts_much(const CodeFile& file, Rect area);
// The scroll position that shows the bytes `part` of a line: 0 if the part fits then, else `scroll` if it
// already shows the part.
int scroll_to_part(const CodeFile& file, CodeView view, Rect area, Side side, std::uint32_t line,
                   ByteRange part, int scroll);
// The number of rows that fit below the title.
int code_height(Rect area);

}  // namespace mintport::ui
