// Aligns two texts: rows for a side-by-side view, hunks of differing rows, and changed words. All functions
// are pure; nothing keeps a reference to the texts.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/line_hunk.hh"
#include "core/edit/edit.hh"

namespace mintport {

enum class Side : std::uint8_t { left, right };

enum class RowKind : std::uint8_t { same, changed, removed, added };

// Bytes of a line, counted from its start. `rename` marks the work of a table entry, or of an import that
// follows from it; it is expected and may be drawn dim.
struct WordSpan {
  ByteRange range;
  bool rename = false;
  friend bool operator==(const WordSpan&, const WordSpan&) = default;
};

struct Row {
  std::optional<std::uint32_t> left, right;  // 1-based lines
  RowKind kind = RowKind::same;
  bool expected = false;  // differs only by renames
  bool by_hand = false;   // differs from the converter's text
  std::vector<WordSpan> left_words, right_words;

  std::optional<std::uint32_t> line(Side side) const { return side == Side::left ? left : right; }
  friend bool operator==(const Row&, const Row&) = default;
};

// A run of differing rows.
struct Hunk {
  std::size_t first = 0, count = 0;  // rows
  LineHunk lines;
  bool expected = false;  // all its rows are expected
  friend bool operator==(const Hunk&, const Hunk&) = default;
};

struct Diff {
  std::vector<Row> rows;
  std::vector<Hunk> hunks;

  // The row of the line; if it has none, the row where it would be.
  std::size_t row_of(Side side, std::uint32_t line) const;
  // The hunk that contains the row; nullptr if the row does not differ.
  const Hunk* hunk_at(std::size_t row) const;
  friend bool operator==(const Diff&, const Diff&) = default;
};

// Which of `edits` are expected: those of a rename, and those that belong to no Change (imports).
std::vector<bool> expected_edits(const std::vector<Edit>& edits, const std::vector<Change>& changes);

// Aligns rows by the edits that turned `old_text` into `new_text`. `expected` is as long as `edits`, or empty
// (none is expected).
Diff diff_by_edits(std::string_view old_text, std::string_view new_text, const std::vector<Edit>& edits,
                   const std::vector<bool>& expected = {});

// Aligns rows by hunks. Inside a hunk, similar lines are side by side.
Diff diff_by_hunks(std::string_view old_text, std::string_view new_text, std::span<const LineHunk> hunks);

// `first` is the diff from `old_text` to a middle text, `hunks` lead from there to `new_text`. Returns the
// rows from old to new, aligned as in `first` outside of hunks. Rows in a hunk are marked `by_hand`.
Diff compose(const Diff& first, std::span<const LineHunk> hunks, std::string_view old_text,
             std::string_view new_text);

// The hunks as byte edits: words in changed lines, else whole lines. Sorted, not overlapping.
std::vector<Edit> edits_between(std::string_view old_text, std::string_view new_text,
                                std::span<const LineHunk> hunks);

}  // namespace mintport
