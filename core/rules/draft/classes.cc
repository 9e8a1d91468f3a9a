#include "core/rules/draft/classes.hh"

#include <algorithm>

#include "core/base/text.hh"

namespace mintport {
namespace {

NodeId method_of(const Tree& tree, NodeId class_definition, std::string_view name) {
  if (class_definition == kNoNode) return kNoNode;
  const NodeId body = tree.child(class_definition, Field::body);
  if (body == kNoNode) return kNoNode;
  for (NodeId part : tree.named_children(body)) {
    if (tree[part].kind == Kind::decorated_definition) part = tree.child(part, Field::definition);
    if (part == kNoNode || tree[part].kind != Kind::function_definition) continue;
    if (tree.text(tree.child(part, Field::name)) == name) return part;
  }
  return kNoNode;
}

bool is_number(const Tree& tree, NodeId type, NodeId value) {
  if (type != kNoNode && (tree.text(type) == "int" || tree.text(type) == "float")) return true;
  return type == kNoNode && value != kNoNode &&
         (tree[value].kind == Kind::integer || tree[value].kind == Kind::float_);
}

}  // namespace

bool derives_from_any(const Tree& tree, NodeId class_definition, const std::vector<std::string>& names) {
  if (class_definition == kNoNode) return false;
  const NodeId bases = tree.child(class_definition, Field::superclasses);
  if (bases == kNoNode) return false;
  for (NodeId base : tree.named_children(bases)) {
    if (std::find(names.begin(), names.end(), last_part(tree.text(base))) != names.end()) return true;
  }
  return false;
}

bool has_method(const Tree& tree, NodeId class_definition, std::string_view name) {
  return method_of(tree, class_definition, name) != kNoNode;
}

bool is_number_parameter(const Tree& tree, NodeId class_definition, std::string_view name) {
  const NodeId init = method_of(tree, class_definition, "__init__");
  const NodeId parameters = init == kNoNode ? kNoNode : tree.child(init, Field::parameters);
  if (parameters == kNoNode) return false;
  for (NodeId parameter : tree.named_children(parameters)) {
    const bool typed = tree[parameter].kind == Kind::typed_parameter;
    const NodeId named = typed ? tree.first_child(parameter) : tree.child(parameter, Field::name);
    if (named == kNoNode || tree.text(named) != name) continue;
    return is_number(tree, tree.child(parameter, Field::type), tree.child(parameter, Field::value));
  }
  return false;
}

}  // namespace mintport
