// Converts code examples in docstrings (`>>>` lines, ```py blocks).
#pragma once

#include "core/mapping/tables.hh"
#include "core/rules/draft/draft.hh"

namespace mintport {

// Adds one change for each text with changed examples. Claims the lines of examples, so that no rule changes
// words in them. Findings in examples have no fixes.
void convert_examples(const RuleInput& input, Draft& draft);

}  // namespace mintport
