#include "views/panes/code.hh"

#include <algorithm>

#include "core/base/text.hh"
#include "views/panes/draw.hh"
#include "views/panes/gutter.hh"
#include "views/panes/minimap.hh"

namespace mintport::ui {
namespace {

struct RowDrawing {
  const CodePane& pane;
  const Columns& columns;
  Grid& grid;
  int screen_row;
  bool cursor;
  std::uint32_t part;

  Face gutter_back() const { return cursor ? Face::cursor : Face::normal; }

  // A column of code: its place on the screen, and the side of the row that it shows.
  struct Column {
    const CodeSide& code;
    Rect area;
    int gutter;
    Side as;
  };
  Column column_of(Side which) const {
    return {pane.file->side(which), columns.of(which), columns.gutter(which), which};
  }
  Rect text_area(const Column& column) const {
    return {screen_row, column.area.column + column.gutter, 1, column.area.width - column.gutter};
  }
  void clear_gutter(const Column& column) const {
    grid.fill({screen_row, column.area.column, 1, column.gutter}, Face::line_number, gutter_back());
  }

  // Draws the text and the sign before it.
  void text(const Column& column, const Row& row, std::uint32_t line) const {
    const Rect to = text_area(column);
    Marked marks = marked(row, column.as);
    if (pane.view == CodeView::unified && marks.sign == "~") marks.sign = column.as == Side::left ? "-" : "+";
    if (part > 0) {
      const bool there = part < line_parts(column.code.line(line), to.width).size();
      marks.sign = pane.wrap && there ? "↪" : " ";
      marks.sign_face = Face::dim;
    }
    grid.put(screen_row, to.column - 1, marks.sign, marks.sign_face, gutter_back());
    LineLook look = marks.look;
    if (cursor && look.back == Face::normal) look.back = Face::cursor;
    look.scroll = pane.scroll;
    look.search = &pane.search;
    look.wrap = pane.wrap;
    look.part = part;
    draw_line(column.code, line, look, to, grid);
    if (!pane.wrap) draw_cut(column.code, line, pane.scroll, to, grid);
  }

  void number(std::optional<std::uint32_t> line, int column) const {
    if (!line || part > 0) return;
    grid.put(screen_row, column, number_text(*line, columns.number),
             cursor ? Face::normal : Face::line_number, gutter_back());
  }

  // Draws a row without a line.
  void nothing(const Column& column) const {
    clear_gutter(column);
    const Rect to = text_area(column);
    grid.fill(to, Face::dim, gutter_back());
    for (int i = 0; !cursor && i < to.width; i += 2) grid.put(screen_row, to.column + i, "╱", Face::border);
  }

  void side(Side which, const Row& row) const {
    const Column column = column_of(which);
    const auto line = row.line(which);
    if (!line) return nothing(column);
    clear_gutter(column);
    const int at = column.area.column + (which == Side::right ? Columns::kMarks : 0);
    if (which == Side::right && part == 0)
      draw_marks(pane.file->mark(*line), screen_row, column.area.column, grid, gutter_back());
    number(line, at);
    text(column, row, *line);
  }

  void unified(const CodeRow& at, const Row& row) const {
    const Column column = column_of(at.side.value_or(Side::right));
    clear_gutter(column);
    if (column.as == Side::right && part == 0)
      draw_marks(pane.file->mark(*row.right), screen_row, column.area.column, grid, gutter_back());
    if (at.side != Side::right) number(row.left, column.area.column + Columns::kMarks);
    if (at.side != Side::left) number(row.right, column.area.column + Columns::kMarks + columns.number + 1);
    text(column, row, *row.line(column.as));
  }

  // The left column marks the changes of the conversion, the right one those made by hand. The middle one
  // marks what was changed by hand, else what the conversion changed.
  void three(const CodeRow& at, const Row& row) const {
    const PureText& pure = *pane.pure;
    auto row_with = [](const Diff& diff, Side which, std::uint32_t line) -> const Row& {
      return diff.rows[diff.row_of(which, line)];
    };
    if (at.alone || !row.left) {
      nothing(column_of(Side::left));
    } else {
      side(Side::left, row_with(pure.first, Side::left, *row.left));
    }
    if (at.alone || !row.right) {
      nothing(column_of(Side::right));
    } else {
      side(Side::right, row_with(pure.second, Side::right, *row.right));
    }
    const Column middle{pure.side, columns.pure, columns.pure_gutter(), Side::left};
    if (!at.pure) return nothing(middle);
    clear_gutter(middle);
    number(at.pure, middle.area.column);
    const Row& after = row_with(pure.second, Side::left, *at.pure);
    if (after.kind != RowKind::same) return text(middle, after, *at.pure);
    const Column given{pure.side, columns.pure, columns.pure_gutter(), Side::right};
    text(given, row_with(pure.first, Side::right, *at.pure), *at.pure);
  }

  void fold(const CodeRow& fold) const {
    const Rect area{screen_row, columns.left.column, 1,
                    columns.right.column + columns.right.width - columns.left.column};
    const Face back = gutter_back();
    grid.fill(area, Face::dim, back);
    const auto* rows = pane.file->diff.rows.data() + fold.row;
    const bool equal =
        std::all_of(rows, rows + fold.count, [](const Row& row) { return row.kind == RowKind::same; });
    std::string text = "⋯ " + plural(fold.count, equal ? "equal line" : "settled line");
    // Show the definition that the code below belongs to, rather than only a count.
    for (std::size_t i = fold.count; i-- > 0;) {
      const Row& row = pane.file->diff.rows[fold.row + i];
      if (!row.right) continue;
      const std::string_view code = trim(pane.file->right.line(*row.right));
      if (code.starts_with("def ") || code.starts_with("class ")) {
        text += "  " + std::string(code);
        break;
      }
    }
    grid.put(screen_row, area.column + columns.number + 1, elide(text, area.width - columns.number - 2),
             Face::dim, back);
  }
};

// Joins two paths and shows their common end once: "diffusers → mindone/diffusers  schedulers/ddim.py".
std::string joined_title(std::string_view left, std::string_view right) {
  std::size_t shared = 0;
  while (shared < std::min(left.size(), right.size()) &&
         left[left.size() - 1 - shared] == right[right.size() - 1 - shared]) {
    ++shared;
  }
  std::string_view tail = right.substr(right.size() - shared);
  const std::size_t slash = tail.find('/');
  tail = slash == std::string_view::npos ? "" : tail.substr(slash);
  if (tail.size() == std::min(left.size(), right.size())) tail = "";
  auto head = [&](std::string_view path) { return std::string(path.substr(0, path.size() - tail.size())); };
  return head(left) + " → " + head(right) + (tail.empty() ? "" : "  " + std::string(tail.substr(1)));
}

void draw_titles(const CodePane& pane, const Columns& columns, Rect area, Grid& grid) {
  const CodeFile& file = *pane.file;
  if (pane.view == CodeView::unified) {
    return draw_title(grid, {area.row, area.column, 1, area.width},
                      joined_title(file.left.title, file.right.title), "", pane.active);
  }
  if (pane.view == CodeView::three) {
    grid.put(area.row, columns.pure.column - 1, "┬", pane.active ? Face::border_active : Face::border);
    draw_title(grid, {area.row, columns.pure.column, 1, columns.pure.width}, pane.pure->side.title, "",
               false);
  }
  draw_title(grid, {area.row, area.column, 1, columns.left.width}, file.left.title, "",
             pane.active && pane.side == Side::left);
  grid.put(area.row, columns.right.column - 1, "┬", pane.active ? Face::border_active : Face::border);
  draw_title(grid, {area.row, columns.right.column, 1, area.column + area.width - columns.right.column},
             file.right.title, "", pane.active && pane.side == Side::right);
}

}  // namespace

TextWidths text_widths(const CodeFile& file, CodeView view, Rect area) {
  const Columns columns = columns_of(file, view, area);
  return {columns.text_width(Side::left), columns.text_width(Side::right),
          columns.pure.width - columns.pure_gutter()};
}

bool beside_cuts_much(const CodeFile& file, Rect area) {
  const TextWidths widths = text_widths(file, CodeView::beside, area);
  const auto is_cut = [](const CodeSide& side, std::optional<std::uint32_t> line, int room) {
    return line && columns_of_text(side.line(*line)) > room;
  };
  std::size_t cut = 0, all = 0;
  for (const Row& row : file.diff.rows) {
    if (row.kind == RowKind::same) continue;
    ++all;
    cut += is_cut(file.left, row.left, widths.left) || is_cut(file.right, row.right, widths.right);
  }
  return 3 * cut > all;
}

int scroll_to_part(const CodeFile& file, CodeView view, Rect area, Side side, std::uint32_t line,
                   ByteRange part, int scroll) {
  constexpr int kMargin = 4;
  const int width = columns_of(file, view, area).text_width(side) - 1;  // the last one marks a cut line
  const std::string_view text = file.side(side).line(line);
  const int begin = columns_of_text(text.substr(0, part.begin)),
            end = columns_of_text(text.substr(0, part.end));
  if (end <= width) return 0;
  if (begin > scroll && end <= scroll + width) return scroll;
  return std::max(0, std::min(begin - kMargin, end + kMargin - width));
}

int code_height(Rect area) {
  return std::max(area.height - 1, 0);
}

void draw_code(const CodePane& pane, Rect area, Grid& grid) {
  const Columns columns =
      columns_of(*pane.file, pane.view, {area.row + 1, area.column, code_height(area), area.width});
  draw_titles(pane, columns, area, grid);
  for (int i = 0; i < code_height(area); ++i) {
    const int row = area.row + 1 + i;
    const std::size_t index = pane.top + static_cast<std::size_t>(i);
    if (pane.view != CodeView::unified) grid.put(row, columns.right.column - 1, "│", Face::border);
    if (pane.view == CodeView::three) grid.put(row, columns.pure.column - 1, "│", Face::border);
    if (index >= pane.rows->size()) continue;
    const CodeRow& at = (*pane.rows)[index];
    const bool cursor = (pane.cursor < pane.rows->size() && at.same_line((*pane.rows)[pane.cursor])) ||
                        (pane.selected && pane.selected->holds(index));
    const RowDrawing drawing{pane, columns, grid, row, cursor && (pane.active || at.count == 0), at.part};
    const Row& shown = pane.file->diff.rows[at.row];
    if (at.count > 0) {
      drawing.fold(at);
    } else if (pane.view == CodeView::unified) {
      drawing.unified(at, shown);
    } else if (pane.view == CodeView::three) {
      drawing.three(at, shown);
    } else {
      drawing.side(Side::left, shown);
      drawing.side(Side::right, shown);
    }
  }
  draw_map(pane, {area.row + 1, area.column, code_height(area), area.width}, area.column + area.width - 1,
           grid);
}

}  // namespace mintport::ui
