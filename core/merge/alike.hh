// Which units of two documents are one. Private to this folder.
#pragma once

#include "core/merge/document.hh"

namespace mintport {

// Equal but for layout.
bool same_units(const Document& a, const Unit& x, const Document& b, const Unit& y,
                Sameness how = Sameness::letter);

// 0: two units that are not one; the higher, the surer. Units that are the same score more than others.
double score_units(const Document& a, const Unit& x, const Document& b, const Unit& y,
                   Sameness how = Sameness::letter);

bool is_docstring(const Document& document, const Unit& unit);

}  // namespace mintport
