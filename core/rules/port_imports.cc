#include "core/rules/port_imports.hh"

#include <algorithm>

#include "core/rules/moves.hh"
#include "core/rules/rules.hh"

namespace mintport {
namespace {

constexpr std::size_t kMostNear = 3;

// Another file of the project that is converted with this one.
bool comes_along(const RuleInput& input, const ImportItem& item) {
  const auto& modules = input.signatures.modules;
  return !input.options.into_port &&
         (modules.contains(item.module) || modules.contains(item.module + "." + item.name));
}

// CamelCase: constants and functions of other packages seldom are torch's.
bool is_class_name(std::string_view name) {
  return name.front() >= 'A' && name.front() <= 'Z' &&
         std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string near(const RuleInput& input, const std::string& module, const std::string& name) {
  std::string out;
  for (const std::string& one : input.tables.port_nearest(module, name, kMostNear))
    out += (out.empty() ? "; near it: " : ", ") + one;
  return out;
}

DraftFinding finding(const RuleInput& input, const ImportItem& item, std::string message) {
  return {FindingKind::unmapped,
          "port-import",
          item.qualified,
          std::move(message),
          input.tree[item.item].range,
          {}};
}

// A package that is listed as one that works on torch's tensors; told once of a whole statement.
std::optional<DraftFinding> needs_torch(const RuleInput& input, const ImportItem& item) {
  if (item.level > 0 || item.module.empty()) return std::nullopt;
  std::string package = item.module.substr(0, item.module.find('.'));
  const std::string* note = input.tables.torch_package(package);
  if (note == nullptr) return std::nullopt;
  return DraftFinding{
      FindingKind::unmapped, "port-import", std::move(package), *note, input.tree[item.statement].range, {}};
}

}  // namespace

std::optional<DraftFinding> missing_in_port(const RuleInput& input, const ImportItem& item) {
  if (auto library = needs_torch(input, item)) return library;
  const bool knows = input.options.into_port || !input.signatures.modules.empty();
  if (!knows || item.name.empty() || item.name == "*" || item.module.empty()) return std::nullopt;
  // A lone file does not say where it stands.
  if (item.level > 0 && input.options.path.find('/') == std::string::npos) return std::nullopt;
  const ModuleMove* move = input.tables.module_move(item.module);
  if (move == nullptr || comes_along(input, item)) return std::nullopt;
  const Moved to = port_place(input, item);
  if (move->by_name) {
    const bool stays = std::any_of(move->stay.begin(), move->stay.end(),
                                   [&](const std::string& end) { return item.name.ends_with(end); });
    if (to.module != item.module || stays || !is_class_name(item.name)) return std::nullopt;
    const std::string there = move->to + item.module.substr(move->from.size());
    return finding(input, item,
                   there + " has no " + item.name + ", so this stays that of " + move->from +
                       ", made of torch" + near(input, move->to, item.name));
  }
  // Tables do not list what is private.
  if (item.name.front() == '_' && input.tables.port_has_module(to.module)) return std::nullopt;
  if (find_entry(input.tables, item.qualified) != nullptr || input.tables.port_has(to.module, to.name))
    return std::nullopt;
  return finding(input, item, to.module + " has no " + to.name + near(input, to.module, to.name));
}

}  // namespace mintport
