// All rules of `mintport check`.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/check/port/rule.hh"

namespace mintport {

// In the order of docs/checks.md: by subject.
std::span<const CheckRule* const> check_rules();

// nullptr: there is no such rule.
const CheckRule* find_check_rule(std::string_view id);

// The text of `mintport explain RULE`; empty if there is no such rule.
std::string explain_check_rule(std::string_view id);

}  // namespace mintport
