#include "views/panes/preview.hh"

#include <algorithm>

#include "views/panes/gutter.hh"

namespace mintport::ui {

std::vector<UnifiedRow> unified_rows(const Diff& diff, std::size_t context) {
  std::vector<UnifiedRow> out;
  std::size_t shown = 0;  // rows before this index are already added
  for (std::size_t h = 0; h < diff.hunks.size(); ++h) {
    const Hunk& hunk = diff.hunks[h];
    const std::size_t begin = std::max(shown, hunk.first < context ? 0 : hunk.first - context);
    if (!out.empty() && begin > shown) out.push_back({UnifiedRow::Kind::gap, 0});
    for (std::size_t i = begin; i < hunk.first; ++i)
      out.push_back({UnifiedRow::Kind::context, *diff.rows[i].right});
    for (const Side side : {Side::left, Side::right}) {
      for (std::size_t i = hunk.first; i < hunk.first + hunk.count; ++i) {
        const auto line = diff.rows[i].line(side);
        if (line)
          out.push_back({side == Side::left ? UnifiedRow::Kind::removed : UnifiedRow::Kind::added, *line});
      }
    }
    shown = hunk.first + hunk.count;
    const std::size_t next = h + 1 < diff.hunks.size() ? diff.hunks[h + 1].first : diff.rows.size();
    for (std::size_t i = 0; i < context && shown < next; ++i, ++shown) {
      out.push_back({UnifiedRow::Kind::context, *diff.rows[shown].right});
    }
  }
  return out;
}

void draw_unified_row(const UnifiedRow& row, const CodeSide& left, const CodeSide& right, const Diff& diff,
                      Rect line, Grid& grid, Face back) {
  if (row.kind == UnifiedRow::Kind::gap) {
    grid.fill(line, Face::dim, back);
    grid.put(line.row, line.column, "     ⋯", Face::dim, back);
    return;
  }
  const Side side = row.kind == UnifiedRow::Kind::removed ? Side::left : Side::right;
  LineLook look;
  look.back = back;
  std::string_view sign = " ";
  Face face = Face::dim;
  if (row.kind != UnifiedRow::Kind::context) {
    const Row& from = diff.rows[diff.row_of(side, row.line)];
    look.back = side == Side::left ? Face::removed : Face::added;
    look.word = side == Side::left ? Face::removed_word : Face::added_word;
    if (from.kind == RowKind::changed) look.words = side == Side::left ? from.left_words : from.right_words;
    sign = side == Side::left ? "-" : "+";
    face = side == Side::left ? Face::removed_word : Face::added_word;
  }
  grid.put(line.row, line.column, number_text(row.line, 5) + " ", Face::line_number, back);
  grid.put(line.row, line.column + 6, sign, face, back);
  draw_line(side == Side::left ? left : right, row.line, look, {line.row, line.column + 7, 1, line.width - 7},
            grid);
}

void draw_unified_rows(std::span<const UnifiedRow> rows, const CodeFile& file, Rect area, Grid& grid) {
  for (std::size_t i = 0; i < rows.size() && static_cast<int>(i) < area.height; ++i) {
    draw_unified_row(rows[i], file.left, file.right, file.diff,
                     {area.row + static_cast<int>(i), area.column, 1, area.width}, grid);
  }
}

}  // namespace mintport::ui
