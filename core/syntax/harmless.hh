// Edits that cannot make good code bad, whatever stands around them. Part of core/syntax: others ask Tree.
#pragma once

#include "core/edit/edit.hh"
#include "core/syntax/tree.hh"

namespace mintport {

// True only when it is certain: a name for a name, other words in a string or comment, a comment at the end
// of a line.
bool is_harmless(const Tree& tree, const Edit& edit);

}  // namespace mintport
