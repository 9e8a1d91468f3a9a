// Entries of __all__ that name nothing.

#include "core/check/rules/rules.hh"

namespace mintport::check::all_entry {
namespace {

void check(const CheckContext& context, CheckReport& out) {
  const Tree& tree = context.tree();
  const Names& names = context.names();
  const GroupId group = names.find(0, "__all__");
  if (group == kNoGroup) return;
  for (const Binding& binding : names.groups()[group].bindings) {
    const NodeId value = assigned_value(tree, binding.node);
    if (!tree.is(value, Kind::list, Kind::tuple)) continue;
    for (NodeId item : tree.named_children(value)) {
      const std::string name(tree.is(item, Kind::string) ? string_text(tree, item) : std::string_view());
      if (name.empty() || context.port.has(context.file.facts().name, name) != Known::no) continue;
      out.add(
          tree[item].range, name,
          "__all__ lists '" + name + "', which the module does not define; define it, or remove the entry");
    }
  }
}

}  // namespace

extern const CheckRule kRule{.id = "all-entry",
                             .level = Level::error,
                             .does = "an entry of `__all__` that the module does not define",
                             .why = "`from module import *` raises AttributeError",
                             .example = "__all__ = [\"Old\"] -> __all__ = []",
                             .port_only = false,
                             .check = check};

}  // namespace mintport::check::all_entry
