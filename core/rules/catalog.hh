// What each rule does, for `mintport explain RULE` and the README's table.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace mintport {

struct RuleInfo {
  std::string_view id;       // as reports name it
  std::string_view does;     // one line
  std::string_view applied;  // when it is applied by itself
  std::string_view offered;  // when it is only offered or reported; may be empty
  std::string_view example;  // "before -> after"; may be empty
};

// Every rule that a change or finding can name, sorted by id.
std::span<const RuleInfo> rule_catalog();

// A text for a person, or empty when there is no such rule.
std::string explain_rule(std::string_view id);

}  // namespace mintport
