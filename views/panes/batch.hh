// One fix, or one waiver, at many places: the chosen places, and a preview at the cursor.
#pragma once

#include <string>
#include <vector>

#include "views/panes/panes.hh"

namespace mintport::ui {

struct BatchRow {
  std::string where;  // "models/a.py:12"
  std::string code;
  bool chosen = true;
};
struct BatchPane {
  std::string symbol, title;       // `title` is that of the fix
  std::size_t number = 0, of = 1;  // index and number of the fixes that the group offers
  std::vector<BatchRow> rows;
  ListState list;
  const CodeFile* preview = nullptr;
  std::string refusal;  // why the fix cannot be applied at this place
};
void draw_batch(const BatchPane& pane, Rect area, Grid& grid);

// Findings to waive together: the places, and the message of the one at the cursor.
struct WaivePane {
  std::string title, message;
  std::vector<BatchRow> rows;
  ListState list;
};
void draw_waive(const WaivePane& pane, Rect area, Grid& grid);

}  // namespace mintport::ui
