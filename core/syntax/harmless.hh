// Edits that cannot break correct code in any context. Part of core/syntax: others use Tree.
#pragma once

#include "core/edit/edit.hh"
#include "core/syntax/tree.hh"

namespace mintport {

// True only when it is certain, beside any other edits: a name for a name, other words in a string or
// comment, a comment at the end of a line, imports for imports; elements of a list out, and statements of a
// block that keeps others.
bool is_harmless(const Tree& tree, const Edit& edit);

}  // namespace mintport
