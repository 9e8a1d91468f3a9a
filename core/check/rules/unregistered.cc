// Public classes that a lazily loaded package does not list, so that nobody can import them from it.

#include <algorithm>

#include "core/base/text.hh"
#include "core/check/rules/rules.hh"

namespace mintport::check::unregistered {
namespace {

using Roots = std::set<std::string, std::less<>>;

// The classes that make a subclass part of the library's interface.
Roots roots_of(const LibraryFacts& library) {
  Roots out;
  for (const std::string& name : {library.pipeline, library.scheduler}) {
    if (!name.empty()) out.emplace(last_part(name));
  }
  return out;
}

bool lists(const ModuleFacts& package, std::string_view name) {
  return package.names.contains(name) ||
         std::any_of(package.lazy.begin(), package.lazy.end(),
                     [&](const LazyEntry& entry) { return entry.name == name; });
}

// The nearest package above the module that is loaded lazily and lacks the name; nullptr if all have it.
const PortFile* lacking_package(const CheckContext& context, std::string_view name) {
  std::string_view module = context.file.facts().name;
  for (std::size_t dot = module.rfind('.'); dot != module.npos; dot = module.rfind('.')) {
    module = module.substr(0, dot);
    const PortFile* package = context.port.file(module);
    if (package == nullptr || package->facts().lazy.empty()) continue;
    if (package->facts().open) return nullptr;
    if (!lists(package->facts(), name)) return package;
  }
  return nullptr;
}

// The models of a package right below the root are public; those beside a pipeline serve only that.
bool is_public_model(const CheckContext& context, const TopClass& type) {
  const LibraryFacts& library = context.library();
  const std::string& root = context.upstream ? library.package : library.port;
  const std::string_view module = context.file.facts().name;
  if (library.conventions.config_base.empty() || !module.starts_with(root + ".")) return false;
  const std::string first(module.substr(0, module.find('.', root.size() + 1)));
  const PortFile* package = context.port.file(first);
  if (package == nullptr || package->facts().lazy.empty()) return false;
  for (std::string_view above = module; (above = above.substr(0, above.rfind('.'))).size() > first.size();) {
    const PortFile* inner = context.port.file(above);
    if (inner == nullptr || !inner->facts().lazy.empty()) return false;
  }
  const auto& bases = type.found.definition->bases;
  const auto has = [&](const std::string& wanted) {
    return std::any_of(bases.begin(), bases.end(),
                       [&](const std::string& base) { return last_part(base) == wanted; });
  };
  return has(library.conventions.config_base) &&
         std::any_of(library.module_roots.begin(), library.module_roots.end(), has);
}

void check(const CheckContext& context, CheckReport& out) {
  const Tree& tree = context.tree();
  if (context.file.facts().package) return;
  const Roots roots = roots_of(context.library());
  for (const TopClass& type : top_classes(context)) {
    const std::string name(type.name());
    if (name.starts_with('_') || roots.contains(name)) continue;
    if (!context.port.inherits(type.found, roots) && !is_public_model(context, type)) continue;
    const PortFile* package = lacking_package(context, name);
    if (package == nullptr) continue;
    out.add(tree[tree.child(type.node, Field::name)].range, name,
            package->facts().name + " does not list '" + name +
                "'; add it to _import_structure and below TYPE_CHECKING in " + package->path());
  }
}

}  // namespace

extern const CheckRule kRule{
    .id = "unregistered-class",
    .level = Level::warning,
    .does = "a public pipeline, scheduler or model that a lazily loaded package on its way does not list",
    .why = "users cannot import the class from the package, and loading by its name does not find it",
    .example = "_import_structure = {} -> _import_structure = {\"pipeline_a\": [\"APipeline\"]}",
    .port_only = false,
    .check = check};

}  // namespace mintport::check::unregistered
