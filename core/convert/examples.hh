// Code examples inside docstrings (`>>>` lines, ```py blocks), converted as the code that they are.
#pragma once

#include "core/mapping/tables.hh"
#include "core/rules/draft/draft.hh"

namespace mintport {

// Adds one change for each text with examples that change, and claims the examples' lines, so that no rule
// changes words in them. What cannot be converted in them is left without a finding: nobody runs a docstring.
void convert_examples(const RuleInput& input, Draft& draft);

}  // namespace mintport
