#include "core/names/offered.hh"

#include "core/base/text.hh"
#include "core/syntax/views.hh"

namespace mintport {
namespace {

// True if every base is an enumeration of Python's, or the type of its values.
bool is_enumeration(const Tree& tree, NodeId definition) {
  const auto bases = tree.named_children(tree.child(definition, Field::superclasses));
  bool enumeration = false;
  for (const NodeId base : bases) {
    const std::string_view name = last_part(tree.text(base));
    const bool one = is_any(name, {"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"});
    if (!one && !is_any(name, {"str", "int"})) return false;
    enumeration = enumeration || one;
  }
  return enumeration;
}

// Class.name and Class.value, which all members have, and what the body defines.
void add_members(const Tree& tree, NodeId definition, std::set<std::string>& out) {
  const std::string owner = std::string(name_of(tree, definition)) + ".";
  out.insert({owner + "name", owner + "value"});
  for (NodeId statement : tree.named_children(tree.child(definition, Field::body))) {
    const auto assignment = assignment_view(tree, tree.only_child(statement));
    const std::string_view name = assignment && tree.is(assignment->left, Kind::identifier)
                                      ? tree.text(assignment->left)
                                      : name_of(tree, definition_of(tree, statement));
    if (!name.empty()) out.insert(owner + std::string(name));
  }
}

}  // namespace

std::set<std::string> offered_names(const Names& names, bool package) {
  std::set<std::string> out;
  for (const Group& group : names.groups()) {
    if (names.scopes()[group.scope].kind == Scope::Kind::module && !group.bindings.empty())
      out.emplace(group.name);
  }
  const Tree& tree = names.tree();
  for (NodeId id : tree.of(Kind::class_definition)) {
    if (out.contains(std::string(name_of(tree, id))) && is_enumeration(tree, id)) add_members(tree, id, out);
  }
  if (!package) return out;
  for (NodeId id : tree.of(Kind::string_content)) {
    if (is_identifier(tree.text(id))) out.emplace(tree.text(id));
  }
  return out;
}

}  // namespace mintport
