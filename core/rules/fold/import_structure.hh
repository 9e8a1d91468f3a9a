// The dictionaries of a lazily loading package.
#pragma once

#include <string_view>

#include "core/rules/draft/draft.hh"

namespace mintport {

// True if the profile uses flat packages, and this file is one.
bool loads_lazily(const RuleInput& input);

// The dictionary of `NAME = {...}`, else kNoNode.
NodeId dictionary_of(const Tree& tree, NodeId statement, std::string_view name);

// True if only assignments fill the dictionary: it and its dummy objects stay, without the guards.
bool starts_empty(const RuleInput& input);

}  // namespace mintport
