// Pairs of edits that put something around whole parts: `f(a, b)` that becomes `f((a, b))`, `x = a` that
// becomes `x = g(a)`, `x.f(0)` that becomes `x.g[0]`. Part of core/syntax.
#pragma once

#include <vector>

#include "core/edit/edit.hh"
#include "core/syntax/tree.hh"

namespace mintport {

// For each edit: true if it and another one of these are such a pair, so that the text parses with the two if
// and only if it does without them. `edits`: in order, without overlaps.
std::vector<bool> wraps(const Tree& tree, const std::vector<Edit>& edits);

}  // namespace mintport
