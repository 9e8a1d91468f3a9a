// A text with a cursor that the user edits, of one line or several. A value; app/workbench/typing.hh turns
// keys into these calls.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "views/screen/grid.hh"

namespace mintport::ui {

struct TextField {
  std::string text;
  std::size_t cursor = 0;  // byte offset at the start of a character, or the end

  void insert(std::string_view typed);
  void erase_before();
  void erase_after();
  void erase_word();
  void erase_to_line_start();
  void left();
  void right();
  void up();
  void down();
  void line_start();
  void line_end();
  friend bool operator==(const TextField&, const TextField&) = default;
};

// Draws the field, scrolled to the cursor. Marks the first line beyond column `limit` (0: never).
void draw_text_field(const TextField& field, Rect area, int limit, Grid& grid);

}  // namespace mintport::ui
