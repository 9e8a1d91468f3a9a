#include "core/syntax/views.hh"

namespace mintport {

std::optional<CallView> call_view(const Tree& tree, NodeId node) {
  if (node == kNoNode || tree[node].kind != Kind::call) return std::nullopt;
  const CallView out{tree.child(node, Field::function), tree.child(node, Field::arguments)};
  if (out.function == kNoNode || out.list == kNoNode || tree[out.list].kind != Kind::argument_list)
    return std::nullopt;
  return out;
}

std::optional<AttributeView> attribute_view(const Tree& tree, NodeId node) {
  if (node == kNoNode || tree[node].kind != Kind::attribute) return std::nullopt;
  const AttributeView out{tree.child(node, Field::object), tree.child(node, Field::attribute)};
  if (out.object == kNoNode || out.name == kNoNode) return std::nullopt;
  return out;
}

std::vector<NodeId> arguments_of(const Tree& tree, NodeId call) {
  const auto view = call_view(tree, call);
  return view ? tree.named_children(view->list) : std::vector<NodeId>();
}

std::string_view keyword_of(const Tree& tree, NodeId argument) {
  if (tree[argument].kind != Kind::keyword_argument) return {};
  const NodeId name = tree.child(argument, Field::name);
  return name == kNoNode ? std::string_view() : tree.text(name);
}

}  // namespace mintport
