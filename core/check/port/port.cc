#include "core/check/port/port.hh"

#include <algorithm>

#include "core/base/text.hh"

namespace mintport {
namespace {

std::string joined(std::string_view module, std::string_view name) {
  return std::string(module) + "." + std::string(name);
}

std::string_view parent_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == name.npos ? std::string_view() : name.substr(0, dot);
}

bool is_at_or_in(std::string_view module, std::string_view root) {
  return module.starts_with(root) && (module.size() == root.size() || module[root.size()] == '.');
}

const LazyEntry* lazy_entry(const ModuleFacts& facts, std::string_view name) {
  const auto found = std::find_if(facts.lazy.begin(), facts.lazy.end(),
                                  [&](const LazyEntry& entry) { return entry.name == name; });
  return found == facts.lazy.end() ? nullptr : &*found;
}

}  // namespace

void Port::add(std::unique_ptr<const PortFile> file) {
  std::string module = file->facts().name;
  files_.insert_or_assign(std::move(module), std::move(file));
}

std::vector<const PortFile*> Port::files() const {
  std::vector<const PortFile*> out;
  for (const auto& [module, file] : files_) out.push_back(file.get());
  return out;
}

const PortFile* Port::file(std::string_view module) const {
  const auto found = files_.find(module);
  return found == files_.end() ? nullptr : found->second.get();
}

// Follows names from file to file, and collects the modules that are missing on the way.
class Demand {
 public:
  Demand(const Port& port, std::string_view root) : port_(port), root_(root) {}

  void of_module(const std::string& module) { want(module); }

  void of_file(const PortFile& file) {
    for (const ImportItem& item : file.names().imports()) {
      want(item.module);
      if (!item.name.empty() && item.name != "*") name_in(item.module, item.name);
    }
    const ModuleFacts& facts = file.facts();
    // The packages around it may have to list its names.
    for (std::string_view above = parent_of(facts.name); !above.empty(); above = parent_of(above))
      want(std::string(above));
    for (const LazyEntry& entry : facts.lazy) name_in(joined(facts.name, entry.module), entry.name);
    for (const auto& [name, definition] : facts.definitions) bases_of(definition);
  }

  std::set<std::string> take() { return std::move(out_); }

 private:
  void want(const std::string& module) {
    if (is_at_or_in(module, root_) && !port_.files_.contains(module) && !port_.absent_.contains(module) &&
        !port_.folders_.contains(module))
      out_.insert(module);
  }

  void name_in(const std::string& module, const std::string& name) {
    if (!is_at_or_in(module, root_) || !seen_.insert(joined(module, name)).second) return;
    want(module);
    const PortFile* file = port_.file(module);
    if (file == nullptr) {
      if (port_.folders_.contains(module)) want(joined(module, name));
      return;
    }
    const ModuleFacts& facts = file->facts();
    if (const auto found = facts.definitions.find(name); found != facts.definitions.end()) {
      bases_of(found->second);
    } else if (const auto bound = facts.names.find(name); bound != facts.names.end()) {
      qualified(bound->second);
    } else if (const LazyEntry* entry = lazy_entry(facts, name)) {
      name_in(joined(module, entry->module), name);
    } else {
      if (facts.package) want(joined(module, name));
      for (const std::string& star : facts.stars) name_in(star, name);
    }
  }

  void qualified(const std::string& name) {
    if (name.find('.') != name.npos) name_in(std::string(parent_of(name)), std::string(last_part(name)));
  }

  void bases_of(const PortDefinition& type) {
    for (const std::string& base : type.bases) qualified(base);
  }

  const Port& port_;
  std::string_view root_;
  std::set<std::string> out_, seen_;
};

std::set<std::string> Port::wanted(const std::vector<const PortFile*>& checked, std::string_view root) const {
  Demand demand(*this, root);
  demand.of_module(std::string(root));
  for (const std::string& package : {tables_.library().port, tables_.library().package})
    demand.of_module(package);
  for (const PortFile* file : checked) demand.of_file(*file);
  return demand.take();
}

Known Port::has_module(std::string_view module) const {
  if (files_.contains(module) || folders_.contains(module)) return Known::yes;
  if (!absent_.contains(module)) return Known::unknown;
  // The disk lacks it. If it lacks the packages around it too, the tables decide.
  for (std::string_view above = parent_of(module); !above.empty(); above = parent_of(above)) {
    if (files_.contains(above)) return Known::no;
  }
  return tables_.port_has_module(module) ? Known::yes : Known::unknown;
}

Known Port::has(std::string_view module, std::string_view name) const {
  return has(module, name, kMostSteps);
}

Known Port::has(std::string_view module, std::string_view name, int steps) const {
  if (steps == 0) return Known::unknown;
  const PortFile* from = file(module);
  if (from == nullptr) {
    const Known itself = has_module(module);
    if (itself == Known::no) return Known::no;
    const std::string inner = joined(module, name);
    if (files_.contains(inner) || folders_.contains(inner)) return Known::yes;
    if (folders_.contains(module)) return absent_.contains(inner) ? Known::no : Known::unknown;
    if (itself == Known::unknown || name.starts_with('_')) return Known::unknown;
    return tables_.port_has(module, name) ? Known::yes : Known::no;
  }
  const ModuleFacts& facts = from->facts();
  if (facts.names.contains(name) || lazy_entry(facts, name) != nullptr) return Known::yes;
  const std::string inner = joined(module, name);
  if (files_.contains(inner) || folders_.contains(inner)) return Known::yes;
  // An attribute of every module.
  if (name.starts_with("__") && name.ends_with("__")) return Known::yes;
  if (facts.open) return Known::unknown;
  for (const std::string& star : facts.stars) {
    if (const Known there = has(star, name, steps - 1); there != Known::no) return there;
  }
  return facts.package && !absent_.contains(inner) ? Known::unknown : Known::no;
}

Found Port::find(std::string_view qualified) const {
  return find(qualified, kMostSteps);
}

Found Port::find(std::string_view qualified, int steps) const {
  // The longest module at the front, then the name in it.
  for (std::string_view module = parent_of(qualified); !module.empty(); module = parent_of(module)) {
    if (const PortFile* from = file(module))
      return find_in(*from, qualified.substr(module.size() + 1), steps);
  }
  return {};
}

Found Port::find_in(const PortFile& file, std::string_view name, int steps) const {
  if (steps == 0) return {};
  const ModuleFacts& facts = file.facts();
  if (const auto found = facts.definitions.find(name); found != facts.definitions.end())
    return {&file, &found->second};
  const std::string_view first = name.substr(0, name.find('.'));
  const std::string rest(name.substr(first.size()));
  if (const auto bound = facts.names.find(first); bound != facts.names.end() && !bound->second.empty())
    return find(bound->second + rest, steps - 1);
  if (const LazyEntry* entry = lazy_entry(facts, first))
    return find(facts.name + "." + entry->module + "." + entry->name + rest, steps - 1);
  for (const std::string& star : facts.stars) {
    if (const Found there = find(star + "." + std::string(name), steps - 1)) return there;
  }
  return {};
}

bool Port::inherits(const Found& type, const std::set<std::string, std::less<>>& roots) const {
  return inherits(type, roots, kMostSteps);
}

bool Port::inherits(const Found& type, const std::set<std::string, std::less<>>& roots, int steps) const {
  if (!type || steps == 0) return false;
  return std::any_of(
      type.definition->bases.begin(), type.definition->bases.end(), [&](const std::string& base) {
        return roots.contains(last_part(base)) || (!base.empty() && inherits(find(base), roots, steps - 1));
      });
}

Found Port::method(const Found& type, std::string_view name) const {
  return method(type, name, kMostSteps);
}

Found Port::method(const Found& type, std::string_view name, int steps) const {
  if (!type || steps == 0) return {};
  const auto& definitions = type.file->facts().definitions;
  if (const auto own = definitions.find(joined(type.definition->name, name)); own != definitions.end())
    return {type.file, &own->second};
  for (const std::string& base : type.definition->bases) {
    if (base == "object") continue;
    const Found above = find(base);
    if (!above) return {};
    if (const Found there = method(above, name, steps - 1)) return there;
  }
  return {};
}

}  // namespace mintport
