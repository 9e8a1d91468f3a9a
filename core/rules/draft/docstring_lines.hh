// The lines of a docstring, and the entries of its parameters.
#pragma once

#include <string_view>
#include <vector>

#include "core/syntax/tree.hh"

namespace mintport {

struct DocstringLine {
  ByteRange range;         // including its line end
  std::size_t indent = 0;  // bytes
  std::string_view text;   // trimmed; lives as long as the tree
};

// The lines of a function's or class's docstring; empty if it has none. The first line follows the quotes, so
// its indentation is unknown.
std::vector<DocstringLine> docstring_lines(const Tree& tree, NodeId definition);

// The parameter whose entry begins on this line: `name (type):`, `name: text`, `name: (type):`; else empty.
std::string_view entry_name(std::string_view line);

// One past the last line of the entry at line `at`, which includes the more indented lines below.
std::size_t entry_end(const std::vector<DocstringLine>& lines, std::size_t at);

}  // namespace mintport
