// What in the code says what a value is, as a text for people: kept with a change that rests on it.
#pragma once

#include <string>

#include "core/rules/draft.hh"

namespace mintport {

// "x is known as tensor: annotation in line 12" (lines of the original); empty when nothing is known of the
// value.
std::string evidence_of(const RuleInput& input, NodeId value);

}  // namespace mintport
