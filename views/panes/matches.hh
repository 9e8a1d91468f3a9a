// The lines of a project that have a text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/pattern.hh"
#include "views/panes/panes.hh"

namespace mintport::ui {

struct MatchRow {
  std::string path;  // below both roots
  Side side = Side::right;
  std::uint32_t line = 0;
  std::string code;
  friend bool operator==(const MatchRow&, const MatchRow&) = default;
};
struct MatchesPane {
  std::string title, right;
  std::vector<MatchRow> rows;
  ListState list;
  Pattern search;
};
void draw_matches(const MatchesPane& pane, Rect area, Grid& grid);

}  // namespace mintport::ui
