#include "views/panes/preview.hh"

#include <algorithm>

#include "views/panes/gutter.hh"

namespace mintport::ui {
namespace {

constexpr int kPreviewGutter = 7;  // the number, a blank, the sign

}  // namespace

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

int draw_unified_row(const UnifiedRow& row, const CodeSide& left, const CodeSide& right, const Diff& diff,
                     Rect area, Grid& grid, Face back) {
  if (row.kind == UnifiedRow::Kind::gap) {
    grid.fill({area.row, area.column, 1, area.width}, Face::dim, back);
    grid.put(area.row, area.column, "     ⋯", Face::dim, back);
    return 1;
  }
  const Side side = row.kind == UnifiedRow::Kind::removed ? Side::left : Side::right;
  const CodeSide& code = side == Side::left ? left : right;
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
  grid.put(area.row, area.column, number_text(row.line, 5) + " ", Face::line_number, back);
  grid.put(area.row, area.column + 6, sign, face, back);
  const int width = area.width - kPreviewGutter;
  const int rows =
      std::clamp(static_cast<int>(line_parts(code.line(row.line), width).size()), 1, area.height);
  look.wrap = area.height > 1;
  for (look.part = 0; static_cast<int>(look.part) < rows; ++look.part)
    draw_line(code, row.line, look,
              {area.row + static_cast<int>(look.part), area.column + kPreviewGutter, 1, width}, grid);
  return rows;
}

int height_of(std::span<const UnifiedRow> rows, const CodeFile& file, int width) {
  std::size_t out = 0;
  for (const UnifiedRow& row : rows) {
    const CodeSide& code = row.kind == UnifiedRow::Kind::removed ? file.left : file.right;
    out += row.kind == UnifiedRow::Kind::gap ? 1
                                             : line_parts(code.line(row.line), width - kPreviewGutter).size();
  }
  return static_cast<int>(out);
}

void draw_unified_rows(std::span<const UnifiedRow> rows, const CodeFile& file, Rect area, Grid& grid) {
  int at = 0;
  for (std::size_t i = 0; i < rows.size() && at < area.height; ++i) {
    at += draw_unified_row(rows[i], file.left, file.right, file.diff,
                           {area.row + at, area.column, area.height - at, area.width}, grid);
  }
}

}  // namespace mintport::ui
