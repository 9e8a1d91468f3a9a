#include "core/rules/draft/classes.hh"

#include <algorithm>

#include "core/base/text.hh"
#include "core/syntax/views.hh"

namespace mintport {
namespace {

bool is_number(const Tree& tree, NodeId type, NodeId value) {
  if (tree.text(type) == "int" || tree.text(type) == "float") return true;
  return type == kNoNode && tree.is(value, Kind::integer, Kind::float_);
}

}  // namespace

bool derives_from_any(const Tree& tree, NodeId class_definition, const std::vector<std::string>& names) {
  for (NodeId base : tree.named_children(tree.child(class_definition, Field::superclasses))) {
    if (std::find(names.begin(), names.end(), last_part(tree.text(base))) != names.end()) return true;
  }
  return false;
}

bool has_method(const Tree& tree, NodeId class_definition, std::string_view name) {
  return method_of(tree, class_definition, name) != kNoNode;
}

bool is_number_parameter(const Tree& tree, NodeId class_definition, std::string_view name) {
  const NodeId init = method_of(tree, class_definition, "__init__");
  for (NodeId node : tree.named_children(tree.child(init, Field::parameters))) {
    const auto parameter = parameter_view(tree, node);
    if (parameter && tree.text(parameter->name) == name)
      return is_number(tree, parameter->type, parameter->value);
  }
  return false;
}

}  // namespace mintport
