// Which strings people read.
#pragma once

#include <vector>

#include "core/syntax/tree.hh"

namespace mintport {

// A docstring, or a text in triple quotes that a name holds. `string` is the string, with its quotes.
bool is_docstring(const Tree& tree, NodeId string);

// A docstring, or a message: a string with a blank between two words.
bool is_prose(const Tree& tree, NodeId string);

// All comments and contents of strings, in the order of the text.
std::vector<NodeId> texts_in(const Tree& tree);

}  // namespace mintport
