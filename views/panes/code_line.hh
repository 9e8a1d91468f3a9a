// One line of code: its colours, changed words, matches and tabs. Private to this folder.
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

// How one line of code is drawn.
struct LineLook {
  Face back = Face::normal;  // of the whole line
  Face word = Face::normal;  // of changed words
  std::span<const WordSpan> words;
  int scroll = 0;
  const Pattern* search = nullptr;
  std::uint32_t part = 0;  // with `wrap`: which one is drawn
  bool wrap = false;
};

// Fills `area` (one row) with the line; 0 and numbers behind the end leave it blank.
void draw_line(const CodeSide& side, std::uint32_t number, const LineLook& look, Rect area, Grid& grid);
// Says that a line goes on outside.
void draw_cut(const CodeSide& side, std::uint32_t number, int scroll, Rect area, Grid& grid);

// A line cut so that each part fits into `width` columns; parts behind the first are indented. At least one
// part. Wide characters and combining marks are not cut; breaks are at blanks and behind commas, dots,
// brackets and equal signs where that leaves little room unused.
struct LinePart {
  ByteRange range;
  int indent = 0;
  friend bool operator==(const LinePart&, const LinePart&) = default;
};
std::vector<LinePart> line_parts(std::string_view text, int width);

// Columns that the text takes from the start of a line.
int columns_of_text(std::string_view text);

}  // namespace mintport::ui
