// One line of code: its colours, changed words, matches and tabs. Private to this folder.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/base/pattern.hh"
#include "views/panes/code_file.hh"
#include "views/screen/grid.hh"

namespace mintport {

// How one line of code is drawn.
struct LineLook {
  Face back = Face::normal;  // of the whole line
  Face word = Face::normal;  // of changed words
  std::span<const WordSpan> words;
  int scroll = 0;
  const Pattern* search = nullptr;
};

// Fills `area` (one row) with the line; 0 and numbers behind the end leave it blank.
void draw_line(const CodeSide& side, std::uint32_t number, const LineLook& look, Rect area, Grid& grid);
// Says that a line goes on outside.
void draw_cut(const CodeSide& side, std::uint32_t number, int scroll, Rect area, Grid& grid);

// Columns that the text takes from the start of a line.
int columns_of_text(std::string_view text);

}  // namespace mintport
