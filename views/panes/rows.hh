// Which rows of an open file are shown, in order. Pure. Each row knows its side and line, so nothing is
// derived from drawn text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "core/review/code_file.hh"

namespace mintport::ui {

// `beside`: two aligned columns. `unified`: one column with removed lines above added ones; rows that differ
// only by renames appear once, as in the port. `three`: three aligned columns, with the conversion in the
// middle.
enum class CodeView : std::uint8_t { beside, unified, three };

// A row of the pane: a row of the diff, or `count` folded rows.
struct CodeRow {
  std::size_t row = 0;
  std::size_t count = 0;              // 0: not a fold
  std::optional<Side> side;           // set if only this side is shown
  std::uint32_t part = 0;             // of a wrapped line: index of the part
  std::optional<std::uint32_t> pure;  // with three columns: the line of the conversion
  bool alone = false;                 // only `pure` is shown: both sides lack the line

  // True for parts of the same line.
  bool same_line(const CodeRow& other) const {
    return row == other.row && count == other.count && side == other.side && pure == other.pure;
  }
  friend bool operator==(const CodeRow&, const CodeRow&) = default;
};

// Selected rows, both ends included.
struct RowRange {
  std::size_t first = 0, last = 0;
  bool holds(std::size_t row) const { return row >= first && row <= last; }
  friend bool operator==(const RowRange&, const RowRange&) = default;
};

// Which rows are hidden: none; those of equal lines; all but those that need a person, so renames and
// reviewed hunks too. Rows near a visible one stay.
enum class Fold : std::uint8_t { none, equal, settled };

struct RowOptions {
  Fold fold = Fold::none;
  CodeView view = CodeView::beside;
  // Longer lines take several rows; 0: they are cut. Widths of the text in columns, from text_widths().
  int left_width = 0, right_width = 0, pure_width = 0;
  friend bool operator==(const RowOptions&, const RowOptions&) = default;
};

// Opens the folds whose first row is in `opened`. `pure` is needed for three columns. `reviewed` is as long
// as the hunks, or empty (none is reviewed).
std::vector<CodeRow> code_rows(const CodeFile& file, const RowOptions& options,
                               const std::set<std::size_t>& opened, const PureText* pure = nullptr,
                               const std::vector<bool>& reviewed = {});
// The index of the entry for a row of the diff; with `side`, of the entry for that side, if there is one. If
// no entry shows the row, the next one.
std::size_t index_of_row(const std::vector<CodeRow>& rows, std::size_t row,
                         std::optional<Side> side = std::nullopt);

}  // namespace mintport::ui
