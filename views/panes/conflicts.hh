// One conflict of a merge: what the port has, what both upstream versions have, and what would stand there.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "views/panes/panes.hh"

namespace mintport::ui {

struct ConflictPane {
  std::string path;
  std::uint32_t line = 0;
  std::size_t number = 0, of = 0, files = 0;  // 0-based, and how many in all
  std::string ours, base, theirs;
  std::string note;                               // instead of a base: why there is none
  std::size_t choice = 0;                         // 0 ours, 1 theirs, 2 both
  std::vector<std::string> above, chosen, below;  // lines of the result
  std::size_t top = 0;                            // first line of the sides that is shown

  std::size_t top_most() const;  // how far the sides can be scrolled
};
// The sides stand beside each other where that leaves each 40 columns, else one above the other; the result
// is below.
void draw_conflict(const ConflictPane& pane, Rect area, Grid& grid);

// That there are none.
void draw_no_conflicts(Rect area, Grid& grid);

}  // namespace mintport::ui
