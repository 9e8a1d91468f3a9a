// Calls of torch names that have a target.
#pragma once

#include <vector>

#include "core/rules/draft/pass.hh"

namespace mintport {

struct MappedCall {
  const Entry& entry;
  NodeId list;  // its arguments
};

// In the order of the text, without those that are removed.
std::vector<MappedCall> mapped_calls(const RuleContext& context);

}  // namespace mintport
