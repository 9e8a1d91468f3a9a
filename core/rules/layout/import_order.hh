// The order and form of import statements that a profile asks for, and its marks behind long lines: worked
// out from the edits, after everything else. Examples in docstrings keep the order that they have.
#pragma once

#include <vector>

#include "core/rules/draft/draft.hh"

namespace mintport {

// Each block's imports are ordered for themselves, as isort does; a file with isort's marks `isort:
// skip_file` or `isort: off` keeps its order altogether. `edits` is sorted and free of overlaps, and so is
// what comes back.
std::vector<Edit> order_imports(const RuleInput& input, std::vector<Edit> edits);
std::vector<Edit> mark_long_lines(const RuleInput& input, std::vector<Edit> edits);

}  // namespace mintport
