// The order and form of import statements, and the comments on long lines, that a profile requires. Computed
// from the edits, after everything else. Does not reorder examples in docstrings.
#pragma once

#include <vector>

#include "core/rules/draft/draft.hh"

namespace mintport {

// Sorts the imports of each block separately, as isort does. A file with isort's marks `isort: skip_file` or
// `isort: off` keeps its order. `edits` and the result are sorted without overlaps.
std::vector<Edit> order_imports(const RuleInput& input, std::vector<Edit> edits);
std::vector<Edit> mark_long_lines(const RuleInput& input, std::vector<Edit> edits);

}  // namespace mintport
