// The dictionaries of a package that loads lazily.
#pragma once

#include <string_view>

#include "core/rules/draft/draft.hh"

namespace mintport {

// The profile lists what such packages have, and this file is one.
bool loads_lazily(const RuleInput& input);

// `NAME = {...}`: the dictionary, else kNoNode.
NodeId dictionary_of(const Tree& tree, NodeId statement, std::string_view name);

// A dictionary that only assignments fill, as its stand-ins: both stay as they are, without the guards.
bool starts_empty(const RuleInput& input);

}  // namespace mintport
