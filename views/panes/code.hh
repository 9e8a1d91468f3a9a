// Two files side by side, in step, with syntax colours and marks in the gutter.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/pattern.hh"
#include "core/diff/diff.hh"
#include "core/syntax/highlight.hh"
#include "views/screen/grid.hh"

namespace mintport {

// What the gutter says of a line of the port.
struct LineMark {
  enum class Finding : std::uint8_t { none, open, waived, fixed } finding = Finding::none;
  enum class Git : std::uint8_t { same, unstaged, staged } git = Git::same;  // against HEAD
  bool reviewed = false;                                                     // its hunk was looked at
  friend bool operator==(const LineMark&, const LineMark&) = default;
};

// One side of an open file. Owns what it shows.
struct CodeSide {
  std::string title;
  std::string text;
  std::vector<ByteOffset> starts;  // of its lines
  std::vector<Token> tokens;
  std::vector<ByteRange> findings;  // drawn as such; sorted

  // Colours as Python when `python`.
  static CodeSide make(std::string title, std::string text, bool python);
  std::string_view line(std::uint32_t number) const;  // 1-based, without its end
  friend bool operator==(const CodeSide&, const CodeSide&) = default;
};

struct CodeFile {
  CodeSide left, right;
  Diff diff;
  std::vector<LineMark> marks;  // by line of the right side, from 0
  friend bool operator==(const CodeFile&, const CodeFile&) = default;
};

// What is shown in one row of the pane: a row of the diff, or `count` equal rows folded away.
struct CodeRow {
  std::size_t row = 0;
  std::size_t count = 0;  // 0: not a fold
  friend bool operator==(const CodeRow&, const CodeRow&) = default;
};

// All rows, or with `folded` only those near a difference; folds whose first row is in `opened` are shown.
std::vector<CodeRow> code_rows(const CodeFile& file, bool folded, const std::set<std::size_t>& opened);
// The index of what shows this row of the diff.
std::size_t index_of_row(const std::vector<CodeRow>& rows, std::size_t row);

struct CodePane {
  const CodeFile* file = nullptr;
  const std::vector<CodeRow>* rows = nullptr;
  std::size_t cursor = 0, top = 0;  // into rows
  int scroll = 0;                   // columns to the left of the pane
  bool active = false;
  Pattern search;  // marked wherever it stands
};
void draw_code(const CodePane& pane, Rect area, Grid& grid);
// How far to scroll so that bytes `part` of a line are seen: not at all when they fit, no further than now
// when they are seen now.
int scroll_to_part(const CodeFile& file, Rect area, Side side, std::uint32_t line, ByteRange part,
                   int scroll);
// Rows that fit, without the title.
int code_height(Rect area);

// A few rows of a difference, one below the other, for previews: "-" lines before "+" lines, with `context`
// around.
struct UnifiedRow {
  enum class Kind : std::uint8_t { context, removed, added, gap } kind = Kind::context;
  std::uint32_t line = 0;
  friend bool operator==(const UnifiedRow&, const UnifiedRow&) = default;
};
std::vector<UnifiedRow> unified_rows(const Diff& diff, std::size_t context);
// One row of it; `left` and `right` are the texts that `diff` was made of.
void draw_unified_row(const UnifiedRow& row, const CodeSide& left, const CodeSide& right, const Diff& diff,
                      Rect line, Grid& grid, Face back = Face::normal);

}  // namespace mintport
