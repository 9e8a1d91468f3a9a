#include "core/names/offered.hh"

#include "core/base/text.hh"

namespace mintport {

std::set<std::string> offered_names(const Names& names, bool package) {
  std::set<std::string> out;
  for (const Group& group : names.groups()) {
    if (names.scopes()[group.scope].kind == Scope::Kind::module && !group.bindings.empty())
      out.emplace(group.name);
  }
  if (!package) return out;
  const Tree& tree = names.tree();
  for (NodeId id : tree.of(Kind::string_content)) {
    if (is_identifier(tree.text(id))) out.emplace(tree.text(id));
  }
  return out;
}

}  // namespace mintport
