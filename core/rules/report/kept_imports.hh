// Imports that stay in the converted text.
#pragma once

#include "core/rules/draft/pass.hh"

namespace mintport {

// The statement stays, or some use of the name does, for which the import is written anew.
bool is_kept(const RuleInput& input, const Settled& settled, const ImportItem& item);

}  // namespace mintport
