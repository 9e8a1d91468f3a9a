// A text field above a list that it narrows: files, symbols, commands.
#pragma once

#include <string>
#include <vector>

#include "views/panes/panes.hh"

namespace mintport::ui {

struct PickerRow {
  std::string text;
  std::string right;  // dim, right-aligned
};
struct PickerPane {
  std::string title;
  TextField field;
  std::vector<PickerRow> rows;  // the matching rows
  ListState list;
};
void draw_picker(const PickerPane& pane, Rect area, Grid& grid);

}  // namespace mintport::ui
