// Classifies Python tokens for colouring.
#pragma once

#include <vector>

#include "core/base/range.hh"
#include "core/syntax/tree.hh"

namespace mintport {

enum class TokenClass { keyword, string, comment, number, function, type, decorator };

struct Token {
  ByteRange range;
  TokenClass kind;
  friend bool operator==(const Token&, const Token&) = default;
};

// Sorted, not overlapping; text between tokens is plain.
std::vector<Token> highlight(const Tree& tree);

}  // namespace mintport
