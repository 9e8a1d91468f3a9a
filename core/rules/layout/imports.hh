// Import statements after a conversion: worked out from what the new text uses, never by a rule on its own.
// Names that nothing reads any more go, names that new text needs come, project modules move; no import
// stands twice.
#pragma once

#include <vector>

#include "core/rules/draft/draft.hh"

namespace mintport {

// The edits so far, each list sorted and free of overlaps.
struct ImportQuestion {
  const std::vector<Edit>&
      own;  // those of the changes: an import statement inside a removed block is not planned
  const std::vector<Edit>&
      all;  // with what follows from them (emptied blocks): what they cover is not read any more
  const std::vector<Import>& needs;  // what the new text uses
};

// The result is sorted and does not overlap `own`.
std::vector<Edit> plan_imports(const RuleInput& input, const ImportQuestion& question);

}  // namespace mintport
