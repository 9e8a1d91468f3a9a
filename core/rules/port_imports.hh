// Imports of names that nothing offers where the converted file goes: neither the port nor what is converted
// with it. And of packages that need torch (libraries.json).
#pragma once

#include <optional>

#include "core/rules/draft.hh"

namespace mintport {

// What to tell about an import that stays in the file; nothing when its name is there, or nobody can know.
std::optional<DraftFinding> missing_in_port(const RuleInput& input, const ImportItem& item);

}  // namespace mintport
