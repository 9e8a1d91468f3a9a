// Updates import statements from the names that the new text uses; no rule edits them directly. Removes
// imports that nothing reads, adds needed ones, moves project modules. Adds no import twice.
#pragma once

#include <vector>

#include "core/rules/draft/draft.hh"

namespace mintport {

// The edits so far. Each list is sorted without overlaps.
struct ImportQuestion {
  const std::vector<Edit>& own;  // of the changes: an import statement in a removed block is not planned
  const std::vector<Edit>&
      all;  // including consequences (emptied blocks): names that they cover are no longer read
  const std::vector<Import>& needs;  // imports that the new text needs
};

// The result is sorted and does not overlap `own`.
std::vector<Edit> plan_imports(const RuleInput& input, const ImportQuestion& question);

}  // namespace mintport
