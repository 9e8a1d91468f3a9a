#include "core/rules/catalog.hh"

#include <algorithm>

#include "core/rules/passes.hh"

namespace mintport {

std::span<const RuleInfo> rule_catalog() {
  static const std::vector<RuleInfo> kAll = [] {
    std::vector<RuleInfo> all;
    for (const Pass* pass : all_passes()) all.insert(all.end(), pass->rules.begin(), pass->rules.end());
    std::sort(all.begin(), all.end(), [](const RuleInfo& a, const RuleInfo& b) { return a.id < b.id; });
    return all;
  }();
  return kAll;
}

std::string explain_rule(std::string_view id) {
  const auto all = rule_catalog();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const RuleInfo& rule) { return rule.id == id; });
  if (found == all.end()) return {};
  std::string out = "rule " + std::string(found->id) + ": " + std::string(found->does) + "\n";
  out += "  applied: " + std::string(found->applied) + "\n";
  if (!found->offered.empty()) out += "  offered or reported: " + std::string(found->offered) + "\n";
  if (!found->example.empty()) out += "  example: " + std::string(found->example) + "\n";
  return out;
}

}  // namespace mintport
