// Converts tree-sitter's tree to flat nodes. Part of core/syntax: others use Tree.
#pragma once

#include <tree_sitter/api.h>

#include <vector>

#include "core/syntax/tree.hh"

namespace mintport {

// The visible nodes in preorder; the first is the module. Reads tree-sitter's internal structures (its
// sources are pinned). A TSTreeCursor gives the same result for ten times the work, as a test checks.
std::vector<Node> flatten(const TSTree* tree);

}  // namespace mintport
