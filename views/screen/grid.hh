// The screen as a value: each cell holds a character and a face. Panes draw into it, views/terminal shows it,
// tests and `--dump` print it.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mintport::ui {

// clang-format off
// The meaning of a cell. A theme gives each face a colour (views/terminal, SVG dump).
enum class Face : std::uint8_t {
  normal, dim, title, status, border, border_active, cursor, selected, error, warning, ok, key,
  // code
  keyword, string, comment, number, function, type, decorator,
  // diff rows and the words inside them
  removed, added, removed_word, added_word, renamed_word, line_number,
  // gutter and tree
  finding, waived, staged, committed, unconverted, match,
};
// clang-format on

// A character with its combining marks, stored inline, because each key makes, copies and compares tens of
// thousands of cells.
class CellText {
 public:
  static constexpr std::size_t kMost = 37;  // bytes of UTF-8; a cell is 40

  CellText(std::string_view text) { append(text); }
  CellText(const char* text) : CellText(std::string_view(text)) {}
  // Ignores text that does not fit.
  void append(std::string_view text) {
    if (size_ + text.size() > kMost) return;
    std::copy(text.begin(), text.end(), bytes_.begin() + size_);
    size_ = static_cast<std::uint8_t>(size_ + text.size());
  }
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  operator std::string_view() const { return {bytes_.data(), size_}; }
  friend bool operator==(const CellText&, const CellText&) = default;

 private:
  std::uint8_t size_ = 0;
  std::array<char, kMost> bytes_{};
};

struct Cell {
  CellText text = " ";  // empty: right half of a wide character
  Face face = Face::normal;
  // Background: normal, cursor, selected, removed, added, removed_word, added_word, match.
  Face back = Face::normal;
  friend bool operator==(const Cell&, const Cell&) = default;
};
static_assert(sizeof(Cell) == 40);

// Rows and columns in cells, 0-based.
struct Rect {
  int row = 0, column = 0, height = 0, width = 0;
  bool contains(int r, int c) const {
    return r >= row && r < row + height && c >= column && c < column + width;
  }
  friend bool operator==(const Rect&, const Rect&) = default;
};

class Grid {
 public:
  Grid(int height, int width);
  int height() const { return height_; }
  int width() const { return width_; }
  const Cell& at(int row, int column) const;
  // Writes UTF-8 from (row, column), clipped to the grid, and returns the number of columns used. Control
  // characters appear in caret notation or as '?'. A tab appears as one space; expand tabs before.
  int put(int row, int column, std::string_view text, Face face, Face back = Face::normal);
  int put(int row, int column, std::string_view text, int max_width, Face face, Face back = Face::normal);
  void fill(Rect area, Face face, Face back = Face::normal);  // blanks
  // The rows without trailing blanks, each with a final '\n'.
  std::string text() const;

  int cursor_row = -1, cursor_column = -1;  // position of the terminal's cursor; -1: hidden
  friend bool operator==(const Grid&, const Grid&) = default;

 private:
  int height_, width_;
  std::vector<Cell> cells_;
};

// The width of a UTF-8 text in columns: 2 for wide characters, 0 for combining ones.
int display_width(std::string_view text);

}  // namespace mintport::ui
