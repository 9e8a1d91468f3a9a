// Descriptions of the rules, for `mintport explain RULE` and docs/rules.md.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/rules/draft/pass.hh"

namespace mintport {

// Every rule of any change or finding, sorted by id.
std::span<const RuleInfo> rule_catalog();

// A description of the rule; empty if there is no such rule.
std::string explain_rule(std::string_view id);

}  // namespace mintport
