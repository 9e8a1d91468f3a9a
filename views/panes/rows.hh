// Which rows of an open file are shown, one below the other. Pure.
#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "views/panes/code_file.hh"

namespace mintport {

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

}  // namespace mintport
