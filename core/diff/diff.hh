// Two texts in step: rows for a side-by-side view, the runs of rows that differ, and the words inside them.
// All pure; nothing here keeps a reference to the texts.
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

// Bytes of one line, counted from its start. `rename`: made by a table entry, or an import that follows from
// it; it is expected and may be drawn dim.
struct WordSpan {
  ByteRange range;
  bool rename = false;
  friend bool operator==(const WordSpan&, const WordSpan&) = default;
};

struct Row {
  std::optional<std::uint32_t> left, right;  // 1-based lines
  RowKind kind = RowKind::same;
  bool expected = false;  // differs, and only by renames
  bool by_hand = false;   // differs from what the converter wrote
  std::vector<WordSpan> left_words, right_words;

  std::optional<std::uint32_t> line(Side side) const { return side == Side::left ? left : right; }
  friend bool operator==(const Row&, const Row&) = default;
};

// A run of rows that differ.
struct Hunk {
  std::size_t first = 0, count = 0;  // rows
  LineHunk lines;
  bool expected = false;  // all its rows are
  friend bool operator==(const Hunk&, const Hunk&) = default;
};

struct Diff {
  std::vector<Row> rows;
  std::vector<Hunk> hunks;

  // The row that shows the line, or where it would stand when no row does.
  std::size_t row_of(Side side, std::uint32_t line) const;
  // The hunk that holds the row; nullptr when the row does not differ.
  const Hunk* hunk_at(std::size_t row) const;
  friend bool operator==(const Diff&, const Diff&) = default;
};

// Which of `edits` are expected: those of a Change that is a rename, and those of no Change (imports).
std::vector<bool> expected_edits(const std::vector<Edit>& edits, const std::vector<Change>& changes);

// Rows aligned by the edits that made `new_text` of `old_text`. `expected` is as long as `edits`, or empty
// (none).
Diff diff_by_edits(std::string_view old_text, std::string_view new_text, const std::vector<Edit>& edits,
                   const std::vector<bool>& expected = {});

// Rows aligned by hunks; lines that are alike stand side by side inside a hunk.
Diff diff_by_hunks(std::string_view old_text, std::string_view new_text, std::span<const LineHunk> hunks);

// `first` goes from `old_text` to a text in between, `hunks` from there to `new_text`: rows from old to new,
// aligned as `first` where nobody has touched it. Rows in a hunk are marked `by_hand`.
Diff compose(const Diff& first, std::span<const LineHunk> hunks, std::string_view old_text,
             std::string_view new_text);

// What the hunks do, in bytes: words where a line was changed, else whole lines. Sorted, not overlapping.
std::vector<Edit> edits_between(std::string_view old_text, std::string_view new_text,
                                std::span<const LineHunk> hunks);

}  // namespace mintport
