// The state of the workbench as a value: what is on screen, what has the focus, and what the next key acts
// on. For tests and bug reports, because the screen shows focus and selection only as colours.
#pragma once

#include <cstdint>
#include <string>

#include "views/panes/rows.hh"
#include "views/panes/text_field.hh"

namespace mintport::ui {

// A field that does not apply is empty.
struct Where {
  std::string page;      // "start", "files", "findings", "changes", ...
  std::string above;     // the overlay: "prompt: Search", "picker: Open a file", "finding"
  std::string focus;     // the part of the page that receives keys: "tree", "code", "hunks", ...
  std::string subject;   // what a key acts on: a path, a place, a row of a list
  std::string finding;   // the finding at the cursor
  std::string selected;  // the selected rows, 1-based
  std::string typed;     // contents of the text field, with "|" at the cursor
  friend bool operator==(const Where&, const Where&) = default;
};

// One line for each non-empty field: "page: files".
std::string to_string(const Where& where);

// Formats of the fields.
std::string place_of(const std::string& path, std::uint32_t line);               // "a.py:3"
std::string nth(std::size_t index, std::size_t count, const std::string& what);  // "2 of 4: torch.cat"
std::string with_cursor(const TextField& field);                                 // "comm|it"
std::string to_string(const RowRange& rows);                                     // "3 to 5"

}  // namespace mintport::ui
