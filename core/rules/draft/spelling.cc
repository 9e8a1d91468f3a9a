#include "core/rules/draft/spelling.hh"

#include <algorithm>

#include "core/base/text.hh"
#include "core/rules/draft/lookup.hh"

namespace mintport {

Speller::Speller(const Names& names) : names_(names) {}

void Speller::keep(std::string_view name) {
  kept_.emplace_back(name);
}

// A name is free for `meaning` if nothing binds it, or only an import of that meaning, or a removed torch
// import.
bool Speller::free(std::string_view name, std::string_view meaning) const {
  if (std::find(kept_.begin(), kept_.end(), name) != kept_.end()) return false;
  for (const Group& group : names_.groups()) {
    if (group.name != name) continue;
    if (group.qualified == meaning || leads_to_torch(group.qualified)) continue;
    return false;
  }
  return true;
}

Spelled Speller::spell(std::string_view target) const {
  // Initializers are imported by name, like the layers of layers_compat.
  if (target.starts_with("mindspore.") && !target.starts_with("mindspore.common.initializer.")) {
    std::string_view rest = target.substr(10);
    const std::size_t dot = rest.find('.');
    const std::string_view head = rest.substr(0, dot);
    if (dot != std::string_view::npos && (head == "mint" || head == "nn" || head == "ops") &&
        free(head, "mindspore." + std::string(head))) {
      return {std::string(rest), {"mindspore", std::string(head), ""}};
    }
    if (rest == "mint" && free("mint", "mindspore.mint")) return {"mint", {"mindspore", "mint", ""}};
    if (rest == "nn" && free("nn", "mindspore.nn")) return {"nn", {"mindspore", "nn", ""}};
    if (free("ms", "mindspore")) return {"ms." + std::string(rest), {"mindspore", "", "ms"}};
    return {std::string(target), {"mindspore", "", ""}};
  }
  if (target == "mindspore") {
    if (free("ms", "mindspore")) return {"ms", {"mindspore", "", "ms"}};
    return {"mindspore", {"mindspore", "", ""}};
  }
  if (target.starts_with("numpy.")) {
    if (free("np", "numpy")) return {"np." + std::string(target.substr(6)), {"numpy", "", "np"}};
    return {std::string(target), {"numpy", "", ""}};
  }
  if (target.starts_with("math.") && free("math", "math")) return {std::string(target), {"math", "", ""}};
  const std::size_t dot = target.rfind('.');
  if (dot == std::string_view::npos) return {std::string(target), {}};  // a builtin
  const std::string module(target.substr(0, dot)), name(target.substr(dot + 1));
  if (free(name, target)) return {name, {module, name, ""}};
  return {name + "_compat", {module, name, name + "_compat"}};
}

std::string relative_module(std::string_view module, bool is_package, std::string_view target_module) {
  std::vector<std::string_view> here = split(module, '.');
  if (!is_package) here.pop_back();
  const std::vector<std::string_view> there = split(target_module, '.');
  std::size_t common = 0;
  while (common < here.size() && common < there.size() && here[common] == there[common]) ++common;
  std::string out(here.size() - common + 1, '.');
  for (std::size_t i = common; i < there.size(); ++i) {
    if (i > common) out += '.';
    out += there[i];
  }
  return out;
}

}  // namespace mintport
