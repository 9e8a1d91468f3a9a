// Decides which units of two documents correspond. Private to this folder.
#pragma once

#include "core/merge/document.hh"

namespace mintport {

// Equal except for layout.
bool same_units(const Document& a, const Unit& x, const Document& b, const Unit& y,
                Sameness how = Sameness::letter);

// A score for two units: 0 if they do not correspond; higher is surer. Equal units score more than any
// others.
double score_units(const Document& a, const Unit& x, const Document& b, const Unit& y,
                   Sameness how = Sameness::letter);

bool is_docstring(const Document& document, const Unit& unit);

}  // namespace mintport
