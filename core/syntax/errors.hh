// Finds the syntax errors of a parsed text. Part of core/syntax: others use Tree.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/syntax/tree.hh"

namespace mintport {

// See Tree::errors(). `nodes` are those of `text`.
std::vector<ByteRange> errors_in(std::span<const Node> nodes, std::string_view text);

}  // namespace mintport
