// What each rule does, for `mintport explain RULE` and the README's table.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/rules/draft/pass.hh"

namespace mintport {

// Every rule that a change or finding can name, sorted by id.
std::span<const RuleInfo> rule_catalog();

// A text for a person, or empty when there is no such rule.
std::string explain_rule(std::string_view id);

}  // namespace mintport
