// Text that is typed: one line or several, with a cursor. A value; keys are turned into these calls
// elsewhere.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "views/screen/grid.hh"

namespace mintport::ui {

struct TextField {
  std::string text;
  std::size_t cursor = 0;  // a byte, at the start of a character or the end

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

// In as many rows as there are, scrolled to the cursor. The first line is marked beyond column `limit` (0:
// never).
void draw_text_field(const TextField& field, Rect area, int limit, Grid& grid);

}  // namespace mintport::ui
