// The lines of a docstring, and the entries of parameters in it.
#pragma once

#include <string_view>
#include <vector>

#include "core/syntax/tree.hh"

namespace mintport {

struct DocstringLine {
  ByteRange range;         // with its line end
  std::size_t indent = 0;  // bytes
  std::string_view text;   // trimmed; lives as long as the tree
};

// Of a function or class; empty when it has no docstring. The first line stands behind the quotes: its
// indentation is not known.
std::vector<DocstringLine> docstring_lines(const Tree& tree, NodeId definition);

// The parameter that a line begins the entry of: `name (type):`, `name: text`, `name: (type):`; else empty.
std::string_view entry_name(std::string_view line);

// One past the last line of the entry that begins at line `at`: the more indented lines below it.
std::size_t entry_end(const std::vector<DocstringLine>& lines, std::size_t at);

}  // namespace mintport
