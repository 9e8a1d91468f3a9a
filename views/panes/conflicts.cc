#include "views/panes/conflicts.hh"

#include <algorithm>
#include <set>

#include "core/base/text.hh"
#include "views/panes/code_line.hh"

namespace mintport::ui {
namespace {

constexpr int kSidesBeside = 120;  // width needed for sides next to each other, in columns

std::string shown(std::string_view line) {
  std::string out;
  for (const char c : line) {
    if (c == '\n' || c == '\r') break;
    if (c == '\t') {
      out.append(kTabColumns, ' ');
    } else {
      out += c;
    }
  }
  return out;
}

std::set<std::string_view> lines_in(std::string_view text) {
  std::set<std::string_view> out;
  for (const std::string_view line : split_lines(text)) out.insert(trim(line));
  return out;
}

struct SideView {
  std::string_view title, text, other;  // lines that `other` lacks are coloured
  bool active = false;
  Face changed = Face::added;
};

// The common indent of all lines of the sides, which is hidden to save width.
std::size_t common_indent(const ConflictPane& pane) {
  std::size_t out = std::string_view::npos;
  for (const std::string* side : {&pane.ours, &pane.base, &pane.theirs}) {
    for (const std::string_view line : split_lines(*side)) {
      if (!trim(line).empty()) out = std::min(out, line.find_first_not_of(' '));
    }
  }
  return out == std::string_view::npos ? 0 : out;
}

void draw_side(const SideView& side, const ConflictPane& pane, Rect area, Grid& grid) {
  const auto lines = split_lines(side.text);
  draw_title(grid, {area.row, area.column, 1, area.width}, side.title,
             lines.empty() ? "" : plural(lines.size(), "line"), side.active);
  if (lines.empty() && area.height > 1)
    grid.put(area.row + 1, area.column + 1, "nothing here", area.width - 1, Face::dim);
  const auto known = lines_in(side.other);
  const std::size_t indent = common_indent(pane);
  for (int i = 1; i < area.height && pane.top + static_cast<std::size_t>(i) <= lines.size(); ++i) {
    const std::string_view line = lines[pane.top + static_cast<std::size_t>(i) - 1];
    const Face back = known.contains(trim(line)) ? Face::normal : side.changed;
    grid.fill({area.row + i, area.column, 1, area.width}, Face::normal, back);
    grid.put(area.row + i, area.column + 1,
             elide(shown(line.substr(std::min(indent, line.size()))), area.width - 1), Face::normal, back);
  }
}

void draw_result(const ConflictPane& pane, Rect area, Grid& grid) {
  constexpr std::string_view kNames[] = {"ours", "theirs", "both"};
  draw_title(grid, {area.row, area.column, 1, area.width},
             "The result with " + std::string(kNames[pane.choice]) + " taken", "", true);
  int row = area.row + 1;
  const int end = area.row + area.height;
  const auto put = [&](const std::vector<std::string>& lines, Face face, Face back) {
    for (const std::string& line : lines) {
      if (row >= end) return;
      grid.fill({row, area.column, 1, area.width}, Face::normal, back);
      grid.put(row++, area.column + 1, elide(shown(line), area.width - 2), face, back);
    }
  };
  // The context lines yield room to the chosen lines, which scroll with the sides.
  const std::size_t skipped = std::min(pane.top, pane.chosen.size());
  const std::vector<std::string> chosen(pane.chosen.begin() + static_cast<long>(skipped), pane.chosen.end());
  const int spare = std::max(0, area.height - 1 - static_cast<int>(chosen.size()));
  const std::size_t above = std::min(pane.above.size(), static_cast<std::size_t>((spare + 1) / 2));
  if (skipped == 0)
    put({pane.above.end() - static_cast<long>(above), pane.above.end()}, Face::dim, Face::normal);
  put(chosen, Face::normal, Face::added);
  put(pane.below, Face::dim, Face::normal);
}

}  // namespace

std::size_t ConflictPane::top_most() const {
  std::size_t most = 1;
  for (const std::string* side : {&ours, &base, &theirs}) most = std::max(most, split_lines(*side).size());
  return most - 1;
}

void draw_conflict(const ConflictPane& pane, Rect area, Grid& grid) {
  grid.fill(area, Face::normal);
  const std::string where = pane.path + ":" + std::to_string(pane.line);
  const std::string count = std::to_string(pane.number + 1) + " of " + plural(pane.of, "conflict") + " in " +
                            plural(pane.files, "file");
  draw_title(grid, {area.row, area.column, 1, area.width},
             elide_front(where, area.width - display_width(count) - 4), count, false);
  const std::string base_title = pane.note.empty() ? pane.base_title : pane.note;
  const SideView sides[] = {
      {pane.ours_title, pane.ours, pane.base, pane.choice != 1, Face::added},
      {base_title, pane.base, pane.theirs, false, Face::removed},
      {pane.theirs_title, pane.theirs, pane.base, pane.choice != 0, Face::added},
  };
  const Rect below{area.row + 1, area.column, area.height - 1, area.width};
  int used = 0;
  if (area.width >= kSidesBeside) {
    used = below.height * 6 / 10;
    const int width = (below.width - 2) / 3;
    for (int i = 0; i < 3; ++i) {
      const int column = below.column + i * (width + 1);
      draw_side(sides[i], pane,
                {below.row, column, used, i == 2 ? below.column + below.width - column : width}, grid);
      for (int row = below.row; i > 0 && row < below.row + used; ++row)
        grid.put(row, column - 1, "│", Face::border);
    }
  } else {
    const int height = std::max(2, below.height * 2 / 9);
    for (int i = 0; i < 3; ++i)
      draw_side(sides[i], pane, {below.row + i * height, below.column, height, below.width}, grid);
    used = 3 * height;
  }
  draw_result(pane, {below.row + used, below.column, below.height - used, below.width}, grid);
}

void draw_no_conflicts(const std::vector<std::string>& notes, Rect area, Grid& grid) {
  grid.fill(area, Face::normal);
  draw_title(grid, {area.row, area.column, 1, area.width}, "Conflicts", "", true);
  grid.put(area.row + 2, area.column + 2, "no file is in conflict", Face::ok);
  int row = area.row + 4;
  for (const std::string& note : notes) {
    for (const std::string& line : wrap(note, area.width - 4))
      grid.put(row++, area.column + 2, line, Face::normal);
  }
}

}  // namespace mintport::ui
