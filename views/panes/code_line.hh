// Draws a line of code with its colours, changed words, matches and tabs. Private to this folder.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/pattern.hh"
#include "core/review/code_file.hh"
#include "views/screen/grid.hh"

namespace mintport::ui {

constexpr int kTabColumns = 4;

// The look of a line of code.
struct LineLook {
  Face back = Face::normal;  // of the whole line
  Face word = Face::normal;  // of changed words
  std::span<const WordSpan> words;
  int scroll = 0;
  const Pattern* search = nullptr;
  std::uint32_t part = 0;  // with `wrap`: index of the part to draw
  bool wrap = false;
};

// Draws the line into `area` (one row). Draws a blank row if `number` is 0 or beyond the last line.
void draw_line(const CodeSide& side, std::uint32_t number, const LineLook& look, Rect area, Grid& grid);
// Marks a line that continues outside the area.
void draw_cut(const CodeSide& side, std::uint32_t number, int scroll, Rect area, Grid& grid);

// Splits a line so that each part fits into `width` columns; parts after the first are indented. Returns at
// least one part. Does not split wide characters or combining sequences. Breaks at blanks and after commas,
// dots, brackets and equal signs, unless that wastes much room.
struct LinePart {
  ByteRange range;
  int indent = 0;
  friend bool operator==(const LinePart&, const LinePart&) = default;
};
std::vector<LinePart> line_parts(std::string_view text, int width);

// The width of a text at the start of a line, in columns.
int columns_of_text(std::string_view text);

}  // namespace mintport::ui
