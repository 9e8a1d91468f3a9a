// Where the person is in the workbench: what is on screen, what has the focus, and what the next key acts on.
// A value for tests and bug reports; the screen alone does not tell it, as focus and selection are colours.
#pragma once

#include <cstdint>
#include <string>

#include "views/panes/rows.hh"
#include "views/panes/text_field.hh"

namespace mintport::ui {

// Empty fields do not apply.
struct Where {
  std::string page;      // "start", "files", "findings", "changes", ...
  std::string above;     // what lies above the page: "prompt: Search", "picker: Open a file", "finding"
  std::string focus;     // the part of the page that takes the keys: "tree", "code", "hunks", ...
  std::string subject;   // what a key acts on: a path, a place, a row of a list
  std::string finding;   // the finding at the cursor
  std::string selected;  // the selected rows, from 1
  std::string typed;     // of a text field, with "|" at its cursor
  friend bool operator==(const Where&, const Where&) = default;
};

// A line for each field that applies: "page: files".
std::string to_string(const Where& where);

// How the fields are written.
std::string place_of(const std::string& path, std::uint32_t line);               // "a.py:3"
std::string nth(std::size_t index, std::size_t count, const std::string& what);  // "2 of 4: torch.cat"
std::string with_cursor(const TextField& field);                                 // "comm|it"
std::string to_string(const RowRange& rows);                                     // "3 to 5"

}  // namespace mintport::ui
