// The text of an open file on both sides, with its colours and marks. Values; nothing is drawn here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diff/between.hh"
#include "core/diff/diff.hh"
#include "core/review/definitions.hh"
#include "core/syntax/highlight.hh"

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
  std::vector<ByteRange> findings;      // drawn as such; sorted
  std::vector<Definition> definitions;  // of Python

  // Colours as Python when `python`.
  static CodeSide make(std::string title, std::string text, bool python);
  std::string_view line(std::uint32_t number) const;  // 1-based, without its end
  friend bool operator==(const CodeSide&, const CodeSide&) = default;
};

struct CodeFile {
  CodeSide left, right;
  Diff diff;
  std::vector<LineMark> marks;  // by line of the right side, from 0

  // Of a line of the right side; nothing to say of none, and of lines without marks.
  LineMark mark(std::optional<std::uint32_t> line) const {
    return line && *line <= marks.size() ? marks[*line - 1] : LineMark{};
  }
  const CodeSide& side(Side which) const { return which == Side::left ? left : right; }
  friend bool operator==(const CodeFile&, const CodeFile&) = default;
};

// The pure conversion, as it stands between HF and the port.
struct PureText {
  CodeSide side;
  Diff first, second;            // from HF to it, and from it to the port
  std::vector<BetweenRow> rows;  // of the file's diff, with its lines
  friend bool operator==(const PureText&, const PureText&) = default;
};

}  // namespace mintport
