#include "views/panes/matches.hh"

#include <algorithm>

#include "core/base/text.hh"

namespace mintport::ui {
namespace {

// The text with its first match marked, cut so that the match is in it.
void draw_match(std::string_view text, const Pattern& search, Rect area, Face back, Grid& grid) {
  constexpr int kBefore = 8;
  const auto at = search.find(text);
  if (!at) return (void)grid.put(area.row, area.column, elide(text, area.width), Face::normal, back);
  const std::string_view match = text.substr(at->begin, at->size());
  std::string before(text.substr(0, at->begin));
  const bool fits = display_width(text.substr(0, at->end)) < area.width;
  if (!fits) before = elide_front(before, std::max(area.width - display_width(match) - kBefore, kBefore));
  const int used = grid.put(area.row, area.column, before, area.width, Face::normal, back);
  const int marked =
      used + grid.put(area.row, area.column + used, match, area.width - used, Face::match, Face::match);
  grid.put(area.row, area.column + marked, elide(text.substr(at->end), area.width - marked), Face::normal,
           back);
}

}  // namespace

void draw_matches(const MatchesPane& pane, Rect area, Grid& grid) {
  grid.fill(area, Face::normal);
  draw_title(grid, {area.row, area.column, 1, area.width}, pane.title, pane.right, true);
  const Rect list{area.row + 1, area.column, area.height - 1, area.width};
  const int where_width = std::clamp(area.width / 2, 24, 64);
  each_row(pane.list, pane.rows.size(), list, [&](std::size_t index, int row, bool cursor) {
    const MatchRow& at = pane.rows[index];
    const Face back = cursor ? Face::cursor : Face::normal;
    grid.fill({row, area.column, 1, area.width}, Face::normal, back);
    grid.put(row, area.column + 1, at.side == Side::left ? "HF" : "port", Face::dim, back);
    grid.put(row, area.column + 6, elide_middle(at.path + ":" + std::to_string(at.line), where_width - 7),
             Face::key, back);
    draw_match(trim(at.code), pane.search, {row, area.column + where_width, 1, area.width - where_width - 1},
               back, grid);
  });
}

}  // namespace mintport::ui
