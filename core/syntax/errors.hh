// Where a parsed text has syntax errors. Part of core/syntax: others ask Tree.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/syntax/tree.hh"

namespace mintport {

// As Tree::errors(); `nodes` are those of `text`.
std::vector<ByteRange> errors_in(std::span<const Node> nodes, std::string_view text);

}  // namespace mintport
