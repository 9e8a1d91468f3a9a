// Both texts of an open file, with colours and marks. Values only; nothing is drawn here.
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

// The gutter marks of a line of the port.
struct LineMark {
  enum class Finding : std::uint8_t { none, open, waived, fixed } finding = Finding::none;
  enum class Git : std::uint8_t { same, unstaged, staged } git = Git::same;  // compared with HEAD
  bool reviewed = false;                                                     // its hunk is reviewed
  friend bool operator==(const LineMark&, const LineMark&) = default;
};

// One side of an open file. Owns its data.
struct CodeSide {
  std::string title;
  std::string text;
  std::vector<ByteOffset> starts;  // start of each line
  std::vector<Token> tokens;
  std::vector<ByteRange> findings;      // sorted
  std::vector<Definition> definitions;  // for Python

  // Colours the text as Python if `python`.
  static CodeSide make(std::string title, std::string text, bool python);
  // This side after `edits`, which are as for apply(), to preview them. Parses only what is new, so a colour
  // that depends on lines around it may lack. Without findings and definitions.
  CodeSide edited(std::string title, const std::vector<Edit>& edits) const;
  std::string_view line(std::uint32_t number) const;  // 1-based, without its line end
  friend bool operator==(const CodeSide&, const CodeSide&) = default;
};

struct CodeFile {
  CodeSide left, right;
  Diff diff;
  std::vector<LineMark> marks;  // by line of the right side, 0-based

  // The mark of a line of the right side; default values if there is no line or no mark.
  LineMark mark(std::optional<std::uint32_t> line) const {
    return line && *line <= marks.size() ? marks[*line - 1] : LineMark{};
  }
  const CodeSide& side(Side which) const { return which == Side::left ? left : right; }
  friend bool operator==(const CodeFile&, const CodeFile&) = default;
};

// The conversion, in the middle between HF and the port.
struct PureText {
  CodeSide side;
  Diff first, second;            // from HF to the conversion, from the conversion to the port
  std::vector<BetweenRow> rows;  // rows of the file's diff, with the conversion's lines
  friend bool operator==(const PureText&, const PureText&) = default;
};

}  // namespace mintport
