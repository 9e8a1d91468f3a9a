// Which strings people read.
#pragma once

#include "core/syntax/tree.hh"

namespace mintport {

// A docstring, or a text in triple quotes that a name holds. `string` is the string, with its quotes.
bool is_docstring(const Tree& tree, NodeId string);

// A docstring, or a message: a string with a blank between two words.
bool is_prose(const Tree& tree, NodeId string);

}  // namespace mintport
