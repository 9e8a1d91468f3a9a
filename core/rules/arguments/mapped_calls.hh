// Calls of torch names with a target.
#pragma once

#include <vector>

#include "core/rules/draft/pass.hh"

namespace mintport {

struct MappedCall {
  const Entry& entry;
  NodeId list;  // its argument list
};

// In the order of the text, without removed calls.
std::vector<MappedCall> mapped_calls(const RuleContext& context);

}  // namespace mintport
