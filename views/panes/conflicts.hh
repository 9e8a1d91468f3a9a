// A conflict of a merge: the port's lines, the lines of both upstream versions, and the result.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "views/panes/panes.hh"

namespace mintport::ui {

struct ConflictPane {
  std::string path;
  std::uint32_t line = 0;
  std::size_t number = 0, of = 0, files = 0;  // index (0-based), number of conflicts, number of files
  std::string ours, base, theirs;
  std::string ours_title, base_title, theirs_title;
  std::string note;                               // shown instead of a base: why there is none
  std::size_t choice = 0;                         // 0 ours, 1 theirs, 2 both
  std::vector<std::string> above, chosen, below;  // lines of the result
  std::size_t top = 0;                            // first visible line of the sides

  std::size_t top_most() const;  // largest value of `top`
};
// The sides stand next to each other if each gets 40 columns, else on top of each other. The result is below.
void draw_conflict(const ConflictPane& pane, Rect area, Grid& grid);

// Shows that there are no conflicts, and the state of git.
void draw_no_conflicts(const std::vector<std::string>& notes, Rect area, Grid& grid);

}  // namespace mintport::ui
