#include "views/panes/code.hh"

#include <algorithm>

#include "core/base/text.hh"
#include "core/diff/lines.hh"
#include "views/panes/draw.hh"

namespace mintport {
namespace {

constexpr int kTab = 4;
constexpr std::size_t kContext = 3;

Face face_of(TokenClass kind) {
  switch (kind) {
    case TokenClass::keyword:
      return Face::keyword;
    case TokenClass::string:
      return Face::string;
    case TokenClass::comment:
      return Face::comment;
    case TokenClass::number:
      return Face::number;
    case TokenClass::function:
      return Face::function;
    case TokenClass::type:
      return Face::type;
    case TokenClass::decorator:
      return Face::decorator;
  }
  return Face::normal;
}

// How one line of code is drawn.
struct LineLook {
  Face back = Face::normal;  // of the whole line
  Face word = Face::normal;  // of changed words
  std::span<const WordSpan> words;
  int scroll = 0;
  const Pattern* search = nullptr;
};

// Gives the face of each byte of a line, asked for in order.
class Faces {
 public:
  Faces(const CodeSide& side, std::uint32_t line, const LineLook& look)
      : side_(side), look_(look), begin_(side.starts[line - 1]), text_(side.line(line)) {
    token_ = std::partition_point(side.tokens.begin(), side.tokens.end(),
                                  [&](const Token& token) { return token.range.end <= begin_; });
    finding_ = std::partition_point(side.findings.begin(), side.findings.end(),
                                    [&](ByteRange range) { return range.end <= begin_; });
  }

  Cell at(std::size_t byte) {
    const auto offset = static_cast<ByteOffset>(begin_ + byte);
    Cell out;
    out.back = look_.back;
    while (token_ != side_.tokens.end() && token_->range.end <= offset) ++token_;
    if (token_ != side_.tokens.end() && token_->range.contains(offset)) out.face = face_of(token_->kind);
    for (const WordSpan& word : look_.words) {
      if (!word.range.contains(static_cast<ByteOffset>(byte))) continue;
      if (word.rename) {
        out.face = Face::renamed_word;
      } else {
        out.back = look_.word;
      }
    }
    while (finding_ != side_.findings.end() && finding_->end <= offset) ++finding_;
    if (finding_ != side_.findings.end() && finding_->contains(offset)) out.face = Face::finding;
    if (in_match(byte)) out.face = out.back = Face::match;
    return out;
  }

 private:
  bool in_match(std::size_t byte) {
    if (look_.search == nullptr || look_.search->empty()) return false;
    if (byte >= sought_) {
      match_ = look_.search->find(text_, byte);
      sought_ = match_ ? match_->end : text_.size() + 1;
    }
    return match_ && match_->contains(static_cast<ByteOffset>(byte));
  }

  const CodeSide& side_;
  const LineLook& look_;
  ByteOffset begin_;
  std::string_view text_;
  std::vector<Token>::const_iterator token_;
  std::vector<ByteRange>::const_iterator finding_;
  std::optional<ByteRange> match_;
  std::size_t sought_ = 0;  // matches before this are behind us
};

int tab_width(int column) {
  return kTab - column % kTab;
}

// Columns that the text takes from the start of a line.
int columns_of_text(std::string_view text) {
  int out = 0;
  for (std::size_t tab; (tab = text.find('\t')) != std::string_view::npos; text.remove_prefix(tab + 1)) {
    out += display_width(text.substr(0, tab));
    out += tab_width(out);
  }
  return out + display_width(text);
}

void draw_line(const CodeSide& side, std::uint32_t number, const LineLook& look, Rect area, Grid& grid) {
  grid.fill(area, Face::normal, look.back);
  if (number == 0 || number > side.starts.size()) return;
  const std::string_view text = side.line(number);
  Faces faces(side, number, look);
  int column = -look.scroll;
  for (std::size_t at = 0; at < text.size() && column < area.width;) {
    const std::size_t begin = at;
    next_code_point(text, at);
    // A character takes its combining marks with it.
    while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80) {
      std::size_t after = at;
      next_code_point(text, after);
      if (display_width(text.substr(at, after - at)) > 0) break;
      at = after;
    }
    const Cell cell = faces.at(begin);
    std::string_view shown = text.substr(begin, at - begin);
    int width = display_width(shown);
    if (shown == "\t") {
      width = tab_width(column + look.scroll);
      shown = std::string_view("    ").substr(0, static_cast<std::size_t>(width));
    }
    if (column >= 0 && column + width <= area.width) {
      grid.put(area.row, area.column + column, shown, area.width - column, cell.face, cell.back);
    }
    column += width;
  }
}

// Says that a line goes on outside.
void draw_cut(const CodeSide& side, std::uint32_t number, int scroll, Rect area, Grid& grid) {
  if (number == 0) return;
  const std::string_view text = side.line(number);
  if (scroll > 0 && !trim(text).empty()) grid.put(area.row, area.column, "‹", Face::dim);
  if (columns_of_text(text) - scroll > area.width)
    grid.put(area.row, area.column + area.width - 1, "›", Face::dim);
}

struct Columns {
  int number = 4;  // digits
  Rect left, right;
  int map = 0;  // width of the overview at the right edge

  const Rect& of(Side side) const { return side == Side::left ? left : right; }
  // Line number and sign; on the right also the marks.
  int gutter(Side side) const { return number + 1 + (side == Side::right ? 2 : 0); }
};

Columns columns_of(const CodeFile& file, Rect area) {
  Columns out;
  const std::size_t most = std::max(file.left.starts.size(), file.right.starts.size());
  out.number = std::max(3, static_cast<int>(std::to_string(most).size()));
  out.map = area.width >= 90 ? 1 : 0;
  const int width = area.width - 1 - out.map;
  out.left = {area.row, area.column, area.height, (width - 2) / 2};
  out.right = {area.row, area.column + out.left.width + 1, area.height, width - out.left.width};
  return out;
}

// The sign in front of a line, and the look of the line.
struct Marked {
  std::string_view sign = " ";
  Face sign_face = Face::dim;
  LineLook look;
};

Marked marked(const Row& row, Side side) {
  Marked out;
  out.look.words = side == Side::left ? std::span(row.left_words) : std::span(row.right_words);
  out.look.word = side == Side::left ? Face::removed_word : Face::added_word;
  if (row.kind == RowKind::same || !row.line(side)) return out;
  if (row.expected) {
    out.sign = "·";
    return out;
  }
  out.sign = row.kind == RowKind::changed ? "~" : side == Side::left ? "-" : "+";
  out.sign_face = side == Side::left ? Face::removed_word : Face::added_word;
  out.look.back = side == Side::left ? Face::removed : Face::added;
  // A whole line that came or went needs no marks in it.
  if (row.kind != RowKind::changed) out.look.words = {};
  return out;
}

std::string number_text(std::uint32_t line, int width) {
  std::string out = std::to_string(line);
  return std::string(static_cast<std::size_t>(std::max(width - static_cast<int>(out.size()), 0)), ' ') + out;
}

void draw_marks(const LineMark& mark, int row, int column, Grid& grid, Face back) {
  switch (mark.finding) {
    case LineMark::Finding::open:
      grid.put(row, column, "!", Face::finding, back);
      break;
    case LineMark::Finding::waived:
      grid.put(row, column, "w", Face::waived, back);
      break;
    case LineMark::Finding::fixed:
      grid.put(row, column, "✓", Face::ok, back);
      break;
    case LineMark::Finding::none:
      break;
  }
  if (mark.git == LineMark::Git::staged) grid.put(row, column + 1, "●", Face::staged, back);
  if (mark.git == LineMark::Git::unstaged) grid.put(row, column + 1, "○", Face::warning, back);
}

struct RowDrawing {
  const CodePane& pane;
  const Columns& columns;
  Grid& grid;

  void side(Side which, const Row& row, int screen_row, bool cursor) const {
    const Rect area = columns.of(which);
    const CodeSide& code = which == Side::left ? pane.file->left : pane.file->right;
    const int gutter = columns.gutter(which);
    const auto line = row.line(which);
    const Face gutter_back = cursor ? Face::cursor : Face::normal;
    grid.fill({screen_row, area.column, 1, gutter}, Face::line_number, gutter_back);
    Rect text{screen_row, area.column + gutter, 1, area.width - gutter};
    if (!line) {
      grid.fill(text, Face::dim, gutter_back);
      if (!cursor && row.kind != RowKind::same) {
        for (int i = 0; i < text.width; i += 2) grid.put(screen_row, text.column + i, "╱", Face::border);
      }
      return;
    }
    int at = area.column;
    if (which == Side::right) {
      if (*line <= pane.file->marks.size())
        draw_marks(pane.file->marks[*line - 1], screen_row, at, grid, gutter_back);
      at += 2;
    }
    grid.put(screen_row, at, number_text(*line, columns.number), cursor ? Face::normal : Face::line_number,
             gutter_back);
    Marked marks = marked(row, which);
    if (which == Side::right && row.kind != RowKind::same && *line <= pane.file->marks.size() &&
        pane.file->marks[*line - 1].reviewed) {
      marks.sign = "◆";
      marks.sign_face = Face::key;
    }
    grid.put(screen_row, at + columns.number, marks.sign, marks.sign_face, gutter_back);
    if (cursor && marks.look.back == Face::normal) marks.look.back = Face::cursor;
    marks.look.scroll = pane.scroll;
    marks.look.search = &pane.search;
    draw_line(code, *line, marks.look, text, grid);
    draw_cut(code, *line, pane.scroll, text, grid);
  }

  void fold(const CodeRow& fold, int screen_row, bool cursor) const {
    const Rect area{screen_row, columns.left.column, 1,
                    columns.right.column + columns.right.width - columns.left.column};
    const Face back = cursor ? Face::cursor : Face::normal;
    grid.fill(area, Face::dim, back);
    std::string text = "⋯ " + counted(fold.count, "equal line");
    // What the code below belongs to says more than a count.
    for (std::size_t i = fold.count; i-- > 0;) {
      const Row& row = pane.file->diff.rows[fold.row + i];
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

// All of the file in one column: where differences and findings are, and which part is shown.
void draw_map(const CodePane& pane, Rect area, int column, Grid& grid) {
  const std::size_t count = pane.rows->size(), height = static_cast<std::size_t>(area.height);
  if (count == 0) return;
  for (std::size_t i = 0; i < height; ++i) {
    const std::size_t begin = i * count / height, end = std::max(begin + 1, (i + 1) * count / height);
    bool differs = false, finding = false;
    for (std::size_t k = begin; k < end && k < count; ++k) {
      const CodeRow& at = (*pane.rows)[k];
      if (at.count > 0) continue;
      const Row& row = pane.file->diff.rows[at.row];
      differs = differs || (row.kind != RowKind::same && !row.expected);
      finding = finding || (row.right && *row.right <= pane.file->marks.size() &&
                            pane.file->marks[*row.right - 1].finding == LineMark::Finding::open);
    }
    const bool shown = end > pane.top && begin < pane.top + height;
    grid.put(area.row + static_cast<int>(i), column,
             finding || differs ? "▐"
             : shown            ? "│"
                                : " ",
             finding   ? Face::finding
             : differs ? Face::added_word
                       : Face::border,
             shown ? Face::selected : Face::normal);
  }
}

}  // namespace

CodeSide CodeSide::make(std::string title, std::string text, bool python) {
  CodeSide out;
  out.title = std::move(title);
  out.text = std::move(text);
  const Lines lines(out.text);
  for (std::uint32_t i = 1; i <= lines.count(); ++i) out.starts.push_back(lines.begin(i));
  if (!python) return out;
  if (auto source = Source::make(out.title, out.text)) {
    out.tokens = highlight(Tree::parse(std::make_shared<const Source>(std::move(*source))));
  }
  return out;
}

std::string_view CodeSide::line(std::uint32_t number) const {
  const std::size_t begin = starts[number - 1], end = number < starts.size() ? starts[number] : text.size();
  std::string_view out = std::string_view(text).substr(begin, end - begin);
  while (out.ends_with('\n') || out.ends_with('\r')) out.remove_suffix(1);
  return out;
}

std::vector<CodeRow> code_rows(const CodeFile& file, bool folded, const std::set<std::size_t>& opened) {
  std::vector<CodeRow> out;
  const auto& rows = file.diff.rows;
  if (!folded) {
    out.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) out.push_back({i, 0});
    return out;
  }
  std::vector<bool> near(rows.size());
  auto mark = [&](std::size_t row) {
    for (std::size_t i = row < kContext ? 0 : row - kContext; i <= row + kContext && i < rows.size(); ++i)
      near[i] = true;
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool finding = rows[i].right && *rows[i].right <= file.marks.size() &&
                         file.marks[*rows[i].right - 1].finding == LineMark::Finding::open;
    if (rows[i].kind != RowKind::same || finding) mark(i);
  }
  for (std::size_t i = 0; i < rows.size();) {
    std::size_t end = i;
    while (end < rows.size() && !near[end]) ++end;
    if (end - i >= 2 && !opened.contains(i)) {
      out.push_back({i, end - i});
    } else {
      for (std::size_t k = i; k < end; ++k) out.push_back({k, 0});
    }
    i = end;
    for (; i < rows.size() && near[i]; ++i) out.push_back({i, 0});
  }
  return out;
}

std::size_t index_of_row(const std::vector<CodeRow>& rows, std::size_t row) {
  auto after = std::upper_bound(rows.begin(), rows.end(), row,
                                [](std::size_t value, const CodeRow& at) { return value < at.row; });
  return after == rows.begin() ? 0 : static_cast<std::size_t>(after - rows.begin()) - 1;
}

int scroll_to_part(const CodeFile& file, Rect area, Side side, std::uint32_t line, ByteRange part,
                   int scroll) {
  constexpr int kMargin = 4;
  const Columns columns = columns_of(file, area);
  const int width = columns.of(side).width - columns.gutter(side) - 1;  // the last one says that it goes on
  const std::string_view text = (side == Side::left ? file.left : file.right).line(line);
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
  const Columns columns = columns_of(*pane.file, {area.row + 1, area.column, code_height(area), area.width});
  draw_title(grid, {area.row, area.column, 1, columns.left.width}, pane.file->left.title, "", pane.active);
  grid.put(area.row, columns.right.column - 1, "┬", pane.active ? Face::border_active : Face::border);
  draw_title(grid, {area.row, columns.right.column, 1, area.column + area.width - columns.right.column},
             pane.file->right.title, "", pane.active);
  const RowDrawing drawing{pane, columns, grid};
  for (int i = 0; i < code_height(area); ++i) {
    const int row = area.row + 1 + i;
    const std::size_t index = pane.top + static_cast<std::size_t>(i);
    const bool cursor = index == pane.cursor;
    grid.put(row, columns.right.column - 1, "│", Face::border);
    if (index >= pane.rows->size()) continue;
    const CodeRow& at = (*pane.rows)[index];
    if (at.count > 0) {
      drawing.fold(at, row, cursor && pane.active);
    } else {
      drawing.side(Side::left, pane.file->diff.rows[at.row], row, cursor);
      drawing.side(Side::right, pane.file->diff.rows[at.row], row, cursor);
    }
  }
  if (columns.map > 0) {
    draw_map(pane, {area.row + 1, area.column, code_height(area), area.width}, area.column + area.width - 1,
             grid);
  }
}

std::vector<UnifiedRow> unified_rows(const Diff& diff, std::size_t context) {
  std::vector<UnifiedRow> out;
  std::size_t shown = 0;  // rows before this are out already
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

}  // namespace mintport
