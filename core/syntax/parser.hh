// The only user of tree-sitter: text in, flat nodes out. Part of core/syntax: others use Tree.
#pragma once

#include <string_view>
#include <vector>

#include "core/syntax/tree.hh"

namespace mintport {

// The nodes of the text in preorder; the first is the module.
std::vector<Node> parse_nodes(std::string_view text);

}  // namespace mintport
