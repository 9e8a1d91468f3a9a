// Cuts a text into units by its syntax tree. Private to this folder.
#pragma once

#include <vector>

#include "core/merge/document.hh"

namespace mintport {

// Every line of the text is in exactly one unit, blank lines at the end excepted.
std::vector<Unit> cut_into_units(const Tree& tree);

}  // namespace mintport
