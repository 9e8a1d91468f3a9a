// tree-sitter's tree as our flat nodes. Part of core/syntax: others use Tree.
#pragma once

#include <tree_sitter/api.h>

#include <vector>

#include "core/syntax/tree.hh"

namespace mintport {

// The visible nodes in preorder; the first is the module. Reads tree-sitter's own structures (its sources are
// pinned): a TSTreeCursor gives the same for ten times the work, as a test checks.
std::vector<Node> flatten(const TSTree* tree);

}  // namespace mintport
