#include "core/rules/fold/import_structure.hh"

#include "core/syntax/views.hh"

namespace mintport {

bool loads_lazily(const RuleInput& input) {
  const Profile* profile = input.tables.profile();
  return profile != nullptr && profile->flat_packages && input.names.find(0, "_import_structure") != kNoGroup;
}

NodeId dictionary_of(const Tree& tree, NodeId statement, std::string_view name) {
  const auto assignment = assignment_view(tree, statement);
  if (!assignment || tree.text(assignment->left) != name) return kNoNode;
  return tree.is(assignment->right, Kind::dictionary) ? assignment->right : kNoNode;
}

bool starts_empty(const RuleInput& input) {
  if (input.names.find(0, "_dummy_objects") == kNoGroup) return false;
  for (NodeId id : input.tree.named_children(0)) {
    const NodeId made = dictionary_of(input.tree, id, "_import_structure");
    if (made != kNoNode) return input.tree.named_children(made).empty();
  }
  return false;
}

}  // namespace mintport
