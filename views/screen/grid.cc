#include "views/screen/grid.hh"

#include <algorithm>
#include <cassert>

#include "core/base/text.hh"
#include "views/screen/widths.hh"

namespace mintport::ui {
namespace {

// How one code point is drawn. `text` is empty if nothing is drawn. A text with zero columns joins the
// previous cell.
struct Glyph {
  std::string text;
  int columns = 0;
};

// Direction marks reorder the displayed text but not the code, and line separators break rows. Both are shown
// as '?'.
bool is_unsafe(char32_t c) {
  return (c >= 0x80 && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// Joiners and variation selectors change the width of a character in some terminals only, so they are not
// drawn.
bool is_dropped(char32_t c) {
  return (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F) ||
         (c >= 0xE0000 && c <= 0xE0FFF);
}

Glyph glyph_of(char32_t c) {
  if (c == '\t') return {" ", 1};
  if (c < 0x20) return {{'^', static_cast<char>(c + 0x40)}, 2};
  if (c == 0x7F) return {"^?", 2};
  if (is_unsafe(c)) return {"?", 1};
  if (is_dropped(c)) return {};
  Glyph glyph{"", code_point_width(c)};
  append_utf8(glyph.text, c);
  return glyph;
}

bool is_plain(char c) {
  return c >= 0x20 && c < 0x7F;
}

}  // namespace

int display_width(std::string_view text) {
  int width = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (is_plain(text[at])) {
      ++width, ++at;
    } else {
      width += glyph_of(next_code_point(text, at)).columns;
    }
  }
  return width;
}

namespace {

// Writes glyphs into a row. A wide character that loses one half, new or overwritten, becomes a blank.
class RowWriter {
 public:
  RowWriter(Cell* cells, int width, int column, int end, Face face, Face back)
      : cells_(cells), width_(width), start_(column), column_(column), end_(end), face_(face), back_(back) {}

  bool full() const { return column_ >= end_; }
  int used() const { return std::max(0, column_ - start_); }

  void write_plain(char c) {
    if (column_ >= 0) set(column_, {&c, 1});
    ++column_;
    last_ = column_ - 1;
  }

  void write(const Glyph& glyph) {
    if (glyph.text.empty()) return;
    if (glyph.columns == 0) return join(glyph.text);
    if (glyph.text.size() == 2 && glyph.text[0] == '^') {
      write_plain('^');
      if (!full()) write_plain(glyph.text[1]);
      return;
    }
    if (glyph.columns == 2) return write_wide(glyph.text);
    if (column_ >= 0) set(column_, glyph.text);
    last_ = column_++;
  }

 private:
  void write_wide(std::string_view text) {
    if (column_ + 1 >= end_ || column_ < 0) {  // one half is clipped
      for (const int stop = std::min(column_ + 2, end_); column_ < stop; ++column_) {
        if (column_ >= 0) set(column_, " ");
      }
      last_ = -1;
      return;
    }
    set(column_, text);
    set(column_ + 1, "");
    last_ = column_;
    column_ += 2;
  }

  // A mark at the start of a row has no character to join and is not drawn.
  void join(std::string_view mark) {
    if (last_ >= 0 && last_ < end_) cells_[last_].text.append(mark);
  }

  void set(int column, std::string_view text) {
    Cell& cell = cells_[column];
    const bool was_right = cell.text.empty();
    if (was_right && column > 0 && !text.empty()) cells_[column - 1].text = " ";
    if (column + 1 < width_ && cells_[column + 1].text.empty() && !was_right) cells_[column + 1].text = " ";
    cell = {text, face_, back_};
  }

  Cell* cells_;
  int width_, start_, column_, end_;
  int last_ = -1;  // the cell that a combining mark joins
  Face face_, back_;
};

}  // namespace

Grid::Grid(int height, int width) : height_(std::max(0, height)), width_(std::max(0, width)) {
  cells_.resize(static_cast<std::size_t>(height_) * static_cast<std::size_t>(width_));
}

const Cell& Grid::at(int row, int column) const {
  assert(row >= 0 && row < height_ && column >= 0 && column < width_);
  return cells_[static_cast<std::size_t>(row) * static_cast<std::size_t>(width_) +
                static_cast<std::size_t>(column)];
}

int Grid::put(int row, int column, std::string_view text, Face face, Face back) {
  return put(row, column, text, std::max(0, width_ - column), face, back);
}

int Grid::put(int row, int column, std::string_view text, int max_width, Face face, Face back) {
  if (row < 0 || row >= height_ || max_width <= 0 || column >= width_) return 0;
  const int end = max_width < width_ - column ? column + max_width : width_;
  Cell* cells = cells_.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(width_);
  RowWriter writer(cells, width_, column, end, face, back);
  std::size_t at = 0;
  while (at < text.size()) {
    if (is_plain(text[at])) {
      if (writer.full()) break;
      writer.write_plain(text[at++]);
      continue;
    }
    const Glyph glyph = glyph_of(next_code_point(text, at));
    if (writer.full() && glyph.columns > 0) break;
    writer.write(glyph);  // a mark after the last column still belongs to it
  }
  return writer.used();
}

void Grid::fill(Rect area, Face face, Face back) {
  const int first = std::max(0, area.column), last = std::min(width_, area.column + area.width);
  for (int row = std::max(0, area.row); row < std::min(height_, area.row + area.height); ++row) {
    if (last <= first) continue;
    // Only the ends can split a wide character.
    put(row, first, " ", face, back);
    put(row, last - 1, " ", face, back);
    Cell* cells = cells_.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(width_);
    std::fill(cells + first + 1, cells + last, cells[first]);
  }
}

std::string Grid::text() const {
  std::string out;
  for (int row = 0; row < height_; ++row) {
    const std::size_t start = out.size();
    for (int column = 0; column < width_; ++column) out += std::string_view(at(row, column).text);
    const std::size_t last = out.find_last_not_of(' ');
    out.resize(last == std::string::npos || last < start ? start : last + 1);
    out += '\n';
  }
  return out;
}

}  // namespace mintport::ui
