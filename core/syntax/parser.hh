// The only user of tree-sitter: parses text into flat nodes. Part of core/syntax: others use Tree.
#pragma once

#include <string_view>
#include <vector>

#include "core/syntax/arena.hh"
#include "core/syntax/tree.hh"

namespace mintport {

// The nodes of the text in preorder; the first is the module. `region`: bytes taken from the thread's own
// region (arena.hh) before malloc.
std::vector<Node> parse_nodes(std::string_view text, std::size_t region = kParseRegion);

}  // namespace mintport
