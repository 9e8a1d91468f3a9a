// Splits a text into units by its syntax tree. Private to this folder.
#pragma once

#include <vector>

#include "core/merge/document.hh"

namespace mintport {

// Every line of the text is in exactly one unit, except for blank lines at the end.
std::vector<Unit> cut_into_units(const Tree& tree);

}  // namespace mintport
