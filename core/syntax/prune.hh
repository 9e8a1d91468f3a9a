// Proves that a text still parses after edits, without parsing all of it. Part of core/syntax: others use
// Tree.
#pragma once

#include <vector>

#include "core/edit/edit.hh"
#include "core/syntax/tree.hh"

namespace mintport {

// `tree` must have no errors, `edits` be sorted; of such that overlap nothing is proven. True when the text
// after them certainly has none: edits that may break something are put into a text in which every run of
// statements that they do not touch is one `pass`, every list of arguments, parameters or elements an empty
// one, every element of one that they do touch an `x`; that text parses, with each of these in its place.
// False says nothing.
bool parses_after(const Tree& tree, const std::vector<Edit>& edits);

}  // namespace mintport
