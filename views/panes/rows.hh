// Which rows of an open file are shown, one below the other. Pure: each row knows its file, side and line,
// and nothing is ever worked out from drawn text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "core/review/code_file.hh"

namespace mintport::ui {

// `beside`: two columns in step. `unified`: one column, what went above what came; rows that differ by
// renames only are shown once, as the port has them. `three`: three columns in step, the pure conversion
// between the two.
enum class CodeView : std::uint8_t { beside, unified, three };

// What is shown in one row of the pane: a row of the diff, or `count` equal rows folded away.
struct CodeRow {
  std::size_t row = 0;
  std::size_t count = 0;              // 0: not a fold
  std::optional<Side> side;           // the only one shown; nothing: both
  std::uint32_t part = 0;             // of a line that takes several rows, from 0
  std::optional<std::uint32_t> pure;  // with three columns: the line of the pure conversion
  bool alone = false;                 // and nothing else is shown: both sides lack it

  // The same line, whichever part of it.
  bool same_line(const CodeRow& other) const {
    return row == other.row && count == other.count && side == other.side && pure == other.pure;
  }
  friend bool operator==(const CodeRow&, const CodeRow&) = default;
};

// Rows that are selected, the last one too.
struct RowRange {
  std::size_t first = 0, last = 0;
  bool holds(std::size_t row) const { return row >= first && row <= last; }
  friend bool operator==(const RowRange&, const RowRange&) = default;
};

struct RowOptions {
  bool folded = false;  // only rows near a difference
  CodeView view = CodeView::beside;
  // Lines that are longer take several rows; 0: they are cut. Columns for text, as text_widths() gives them.
  int left_width = 0, right_width = 0, pure_width = 0;
  friend bool operator==(const RowOptions&, const RowOptions&) = default;
};

// Folds whose first row is in `opened` are shown. `pure`: for three columns.
std::vector<CodeRow> code_rows(const CodeFile& file, const RowOptions& options,
                               const std::set<std::size_t>& opened, const PureText* pure = nullptr);
// The index of what shows this row of the diff: with a side, of the row that shows that side, if one does.
// The first one behind when none shows it.
std::size_t index_of_row(const std::vector<CodeRow>& rows, std::size_t row,
                         std::optional<Side> side = std::nullopt);

}  // namespace mintport::ui
