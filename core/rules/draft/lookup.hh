// Which table entry a name in code has, and how its target is written.
#pragma once

#include "core/rules/draft/pass.hh"

namespace mintport {

bool leads_to_torch(std::string_view qualified);

// The entry of a qualified name; one of HF's package is also found by its last part, as the package
// re-exports it.
const Entry* find_entry(const Tables& tables, const std::string& qualified);

// The longest part of a torch reference that a table entry or a torch symbol names, and the node that spells
// it.
struct Resolved {
  const Entry* entry = nullptr;
  NodeId node = kNoNode;
  std::string name;    // the part's qualified name
  bool whole = false;  // the part is the whole reference
};
Resolved resolve(const RuleInput& input, NodeId reference, const std::string& qualified);

// How the file spells an entry's target where it writes `text` ("torch.nn.Module"), by the profile's habit.
Spelled spell_as_written(const RuleContext& context, const Entry& entry, std::string_view text);

}  // namespace mintport
