// A table entry before it is written: its text, remarks about it, and the places that it changes.
#pragma once

#include <string>
#include <vector>

#include "views/panes/panes.hh"

namespace mintport::ui {

struct EntryRow {
  std::string where;          // "models/a.py:12"
  std::string before, after;  // lines of code
  std::string note;  // why it is not selected by default: "edited file", "not converted yet"; may be empty
  bool can_take = true, chosen = true;
};
struct EntryPane {
  std::string title;               // "torch.cat -> ours.cat"
  std::string file;                // the file that will hold it
  std::size_t number = 0, of = 1;  // index and number of the entries proposed for the edit
  std::string table;               // the entry's text
  std::vector<std::string> remarks;
  bool warned = false;   // the first remark is a warning
  std::string progress;  // "looking at 12 of 569 files"
  std::vector<EntryRow> rows;
  ListState list;
  const CodeFile* preview = nullptr;
  std::uint32_t line = 1;  // of the place, before the change; the preview starts here
  std::string refusal;     // why there is no preview
};
// The number of rows in the list of places.
int entry_list_height(const EntryPane& pane, Rect area);
void draw_entry(const EntryPane& pane, Rect area, Grid& grid);

// The difference between two lines in whole names: "torch.linalg.solve" and "ours.solve" for "x =
// torch.linalg.solve(a)" and "x = ours.solve(a)".
std::pair<std::string, std::string> differing_names(std::string_view before, std::string_view after);

}  // namespace mintport::ui
