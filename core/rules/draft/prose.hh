// Identifies strings that people read.
#pragma once

#include <vector>

#include "core/syntax/tree.hh"

namespace mintport {

// True for a docstring, or a triple-quoted string assigned to a name. `string` includes its quotes.
bool is_docstring(const Tree& tree, NodeId string);

// True for a docstring, or a message: a string with a blank between two words.
bool is_prose(const Tree& tree, NodeId string);

// All comments and string contents, in the order of the text.
std::vector<NodeId> texts_in(const Tree& tree);

}  // namespace mintport
