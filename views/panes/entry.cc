#include "views/panes/entry.hh"

#include <algorithm>

#include "core/base/text.hh"
#include "core/diff/words.hh"

namespace mintport::ui {
namespace {

constexpr std::size_t kMostTableLines = 8;

bool in_name(char c) {
  return is_word(c) || c == '.';
}

// Extends the range to whole names.
std::string whole_names(std::string_view line, ByteRange range) {
  while (range.begin > 0 && in_name(line[range.begin - 1])) --range.begin;
  while (range.end < line.size() && in_name(line[range.end])) ++range.end;
  return std::string(line.substr(range.begin, range.size()));
}

// The rows above the list: file and title, the table, remarks.
struct Above {
  std::vector<std::string> table, remarks;
  int height() const { return 1 + static_cast<int>(table.size() + remarks.size()); }
};

Above above_of(const EntryPane& pane, Rect area) {
  Above out;
  for (const std::string_view line : split_lines(pane.table)) {
    const std::string indent(line.substr(0, std::min(line.find_first_not_of(' '), line.size())));
    for (const std::string& part : wrap(trim(line), area.width - 3 - static_cast<int>(indent.size()))) {
      out.table.push_back(indent + part);
    }
  }
  const std::size_t most = std::min<std::size_t>(kMostTableLines, static_cast<std::size_t>(area.height) / 3);
  if (out.table.size() > most) out.table.resize(most);
  for (const std::string& remark : pane.remarks) {
    for (std::string& line : wrap(remark, area.width - 4)) out.remarks.push_back(std::move(line));
  }
  const auto room =
      static_cast<std::size_t>(std::max(0, area.height / 2 - 1 - static_cast<int>(out.table.size())));
  if (out.remarks.size() > room) out.remarks.resize(room);
  return out;
}

void draw_row(const EntryRow& row, Rect at, Face back, Grid& grid) {
  grid.fill(at, Face::normal, back);
  grid.put(at.row, at.column + 1,
           row.chosen     ? "[x]"
           : row.can_take ? "[ ]"
                          : " - ",
           row.chosen ? Face::ok : Face::dim, back);
  const int where_width = std::min(display_width(row.where), std::max(12, at.width * 2 / 5));
  grid.put(at.row, at.column + 5, elide_front(row.where, where_width), row.chosen ? Face::key : Face::dim,
           back);
  const int note_width = row.note.empty() ? 0 : display_width(row.note) + 2;
  const int column = at.column + where_width + 7, width = at.column + at.width - column - note_width - 1;
  const auto [before, after] = differing_names(row.before, row.after);
  if (width > 0) {
    const std::string old_part = elide(before, std::max(4, (width - 4) / 2));
    const int rest = width - display_width(old_part) - 4;
    draw_pieces(grid, at.row, column, width,
                {{old_part, Face::removed_word},
                 {" -> ", Face::dim},
                 {elide(after, std::max(rest, 4)), Face::added_word}},
                back);
  }
  if (note_width > 0 && note_width < at.width) {
    grid.put(at.row, at.column + at.width - note_width + 1, row.note,
             row.can_take ? Face::finding : Face::dim, back);
  }
}

// Starts with the rows of the place; earlier rows (imports) follow at the end.
std::vector<UnifiedRow> place_first(const std::vector<UnifiedRow>& rows, std::uint32_t line) {
  constexpr std::uint32_t kContext = 2;
  const auto first = std::find_if(rows.begin(), rows.end(), [&](const UnifiedRow& row) {
    return row.kind != UnifiedRow::Kind::gap && row.kind != UnifiedRow::Kind::added &&
           row.line + kContext >= line;
  });
  if (first == rows.begin() || first == rows.end()) return rows;
  std::vector<UnifiedRow> out(first, rows.end());
  out.push_back({UnifiedRow::Kind::gap, 0});
  out.insert(out.end(), rows.begin(), first);
  if (out.back().kind == UnifiedRow::Kind::gap) out.pop_back();
  return out;
}

void draw_preview(const EntryPane& pane, Rect area, Grid& grid) {
  int row = area.row;
  const int end = area.row + area.height;
  if (row >= end) return;
  draw_title(grid, {row++, area.column, 1, area.width}, "changes here", "", false);
  if (!pane.refusal.empty() && row < end)
    grid.put(row++, area.column + 2, elide(pane.refusal, area.width - 3), Face::finding);
  if (pane.preview == nullptr) return;
  draw_unified_rows(place_first(unified_rows(pane.preview->diff, 2), pane.line), *pane.preview,
                    {row, area.column + 1, end - row, area.width - 2}, grid);
}

}  // namespace

std::pair<std::string, std::string> differing_names(std::string_view before, std::string_view after) {
  const auto changes = word_changes(before, after);
  if (before.empty() || after.empty() || changes.empty()) return {std::string(before), std::string(after)};
  return {whole_names(before, {changes.front().left.begin, changes.back().left.end}),
          whole_names(after, {changes.front().right.begin, changes.back().right.end})};
}

int entry_list_height(const EntryPane& pane, Rect area) {
  const int left = area.height - above_of(pane, area).height() - 1;
  constexpr int kPreview = 6;
  return std::clamp(static_cast<int>(pane.rows.size()), 1, std::max(3, left - kPreview));
}

void draw_entry(const EntryPane& pane, Rect area, Grid& grid) {
  grid.fill(area, Face::normal);
  const std::string number =
      pane.of > 1 ? std::to_string(pane.number + 1) + " of " + std::to_string(pane.of) + " entries" : "";
  draw_title(grid, {area.row, area.column, 1, area.width}, pane.title, number, true);
  const Above above = above_of(pane, area);
  int row = area.row + 1;
  for (const std::string& line : above.table) {
    grid.put(row++, area.column + 2, elide(line, area.width - 3), Face::normal);
  }
  for (std::size_t i = 0; i < above.remarks.size(); ++i) {
    grid.put(row++, area.column + 2, above.remarks[i], pane.warned && i == 0 ? Face::error : Face::finding);
  }
  draw_title(grid, {row++, area.column, 1, area.width}, "places", pane.progress, false);
  const int height = entry_list_height(pane, area);
  const Rect list{row, area.column, height, area.width};
  each_row(pane.list, pane.rows.size(), list, [&](std::size_t index, int at, bool cursor) {
    draw_row(pane.rows[index], {at, area.column, 1, area.width}, cursor ? Face::cursor : Face::normal, grid);
  });
  if (pane.rows.empty()) grid.put(row, area.column + 2, elide(pane.refusal, area.width - 3), Face::dim);
  row += height;
  if (!pane.rows.empty())
    draw_preview(pane, {row, area.column, area.row + area.height - row, area.width}, grid);
}

}  // namespace mintport::ui
