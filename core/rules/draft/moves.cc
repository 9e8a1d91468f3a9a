#include "core/rules/draft/moves.hh"

#include <algorithm>

#include "core/rules/draft/spelling.hh"

namespace mintport {
namespace {

bool inside(std::string_view module, std::string_view package) {
  return module == package ||
         (module.starts_with(package) && module.size() > package.size() && module[package.size()] == '.');
}

bool is_package_file(const RuleInput& input) {
  return input.options.path.ends_with("__init__.py");
}

// The package stays, but some of its names move.
bool moves_by_name(const Tables& tables, std::string_view module) {
  for (const ModuleMove& move : tables.module_moves()) {
    if (move.by_name && inside(module, move.from)) return true;
  }
  return false;
}

// Moves the name to the only direct submodule that has it, if the port's package does not re-export it.
void into_submodule(const Tables& tables, Moved& place) {
  if (tables.port_has(place.module, place.name) || !tables.port_has_module(place.module)) return;
  const auto near = tables.port_nearest(place.module, place.name, 1);
  if (near.empty() || !near.front().ends_with("." + place.name)) return;
  const std::string module = near.front().substr(0, near.front().size() - place.name.size() - 1);
  const bool below = module.starts_with(place.module + ".") &&
                     module.find('.', place.module.size() + 1) == std::string::npos;
  if (below) place.module = module;
}

}  // namespace

std::string moved_module(const Tables& tables, std::string_view module, std::string_view name) {
  std::string to = tables.moved_module(module, name);
  return to.empty() ? std::string(module) : to;
}

bool imports_by_full_name(const RuleInput& input) {
  const std::string& package = input.options.package;
  const std::string ported = moved_module(input.tables, package);
  const auto& all = input.names.imports();
  return std::any_of(all.begin(), all.end(), [&](const ImportItem& item) {
    return item.level == 0 && (inside(item.module, package) || inside(item.module, ported));
  });
}

Moved port_place(const RuleInput& input, const ImportItem& item) {
  // Either the module moves, or the imported name is itself a module that moves.
  Moved out{moved_module(input.tables, item.module, item.name), item.name};
  if (item.name.empty()) return out;
  const std::string submodule = item.module + "." + item.name;
  const std::string whole = moved_module(input.tables, submodule);
  const std::size_t dot = whole.rfind('.');
  if (whole != submodule && whole.substr(dot + 1) != item.name)
    return {whole.substr(0, dot), whole.substr(dot + 1)};
  if (input.options.into_port) into_submodule(input.tables, out);
  return out;
}

std::optional<Moved> moved_import(const RuleInput& input, const ImportItem& item) {
  if (item.name == "*") {
    const std::string to = moved_module(input.tables, item.module);
    if (item.level > 0 || to == item.module) return std::nullopt;
    return Moved{to, "*"};
  }
  const auto [module, name] = port_place(input, item);
  if (item.level > 0) {
    // A relative import stays relative, so only the part after the package matters.
    const std::string ported = moved_module(input.tables, input.options.package);
    if (!inside(module, ported)) return std::nullopt;
    const std::string stays =
        ported + item.module.substr(std::min(item.module.size(), input.options.package.size()));
    if (module == stays && name == item.name) return std::nullopt;
    const std::string here = ported + input.names.module().substr(input.options.package.size());
    return Moved{relative_module(here, is_package_file(input), module), name};
  }
  if (module == item.module && name == item.name) return std::nullopt;
  if (item.name.empty() && moves_by_name(input.tables, item.module)) return std::nullopt;
  if (item.name.empty() && item.bound != item.module &&
      item.bound == item.module.substr(0, item.module.find('.'))) {
    return std::nullopt;  // `import a.b` binds a, so its uses would have to change too
  }
  return Moved{module, name};
}

std::string place_module(const RuleInput& input, const std::string& module) {
  const std::string ported = moved_module(input.tables, input.options.package);
  if (!inside(module, ported) || input.options.path.find('/') == std::string::npos ||
      imports_by_full_name(input))
    return module;
  const std::string here = ported + input.names.module().substr(input.options.package.size());
  return relative_module(here, is_package_file(input), module);
}

}  // namespace mintport
