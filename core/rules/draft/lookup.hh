// Finds the table entry of a name in code, and the spelling of its target.
#pragma once

#include "core/rules/draft/pass.hh"

namespace mintport {

bool leads_to_torch(std::string_view qualified);

// The entry of a qualified name. A name of HF's package is also found by its last part, because the package
// re-exports it.
const Entry* find_entry(const Tables& tables, const std::string& qualified);

// The entry of a name of torch, or of a function of another library that the tables name. nullptr: there is
// none.
const Entry* entry_of(const Tables& tables, const std::string& qualified);

// The longest part of a torch reference with a table entry or a torch symbol, and its node.
struct Resolved {
  const Entry* entry = nullptr;
  NodeId node = kNoNode;
  std::string name;    // qualified name of the part
  bool whole = false;  // the part is the whole reference
};
Resolved resolve(const RuleInput& input, NodeId reference, const std::string& qualified);

// The file's spelling of an entry's target where the source has `text` ("torch.nn.Module"), by the profile.
Spelled spell_as_written(const RuleContext& context, const Entry& entry, std::string_view text);

}  // namespace mintport
