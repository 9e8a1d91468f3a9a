// Imports that remain in the converted text.
#pragma once

#include "core/rules/draft/pass.hh"

namespace mintport {

// True if the statement remains, or a use of the name does, for which the import is rewritten.
bool is_kept(const RuleInput& input, const Settled& settled, const ImportItem& item);

}  // namespace mintport
