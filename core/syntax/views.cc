#include "core/syntax/views.hh"

#include <array>

namespace mintport {
namespace {

// The first child with each of the fields, found in one walk.
template <std::size_t N>
std::array<NodeId, N> parts_of(const Tree& tree, NodeId node, const Field (&fields)[N]) {
  std::array<NodeId, N> out;
  out.fill(kNoNode);
  for (NodeId at = tree.first_child(node); at != kNoNode; at = tree.next_sibling(at)) {
    const Field field = tree[at].field;
    if (field == Field::none) continue;
    for (std::size_t i = 0; i < N; ++i) {
      if (fields[i] == field && out[i] == kNoNode) out[i] = at;
    }
  }
  return out;
}

template <std::size_t N>
bool has_all(const std::array<NodeId, N>& parts) {
  for (NodeId part : parts) {
    if (part == kNoNode) return false;
  }
  return true;
}

std::optional<BranchView> branch_with(const Tree& tree, NodeId node, Field inner) {
  const auto [condition, body, other] = parts_of(tree, node, {Field::condition, inner, Field::alternative});
  if (condition == kNoNode || body == kNoNode) return std::nullopt;
  return BranchView{condition, body, other};
}

}  // namespace

std::optional<CallView> call_view(const Tree& tree, NodeId node) {
  if (!tree.is(node, Kind::call)) return std::nullopt;
  const auto [function, list] = parts_of(tree, node, {Field::function, Field::arguments});
  if (function == kNoNode || !tree.is(list, Kind::argument_list)) return std::nullopt;
  return CallView{function, list};
}

NodeId callee_of(const Tree& tree, NodeId call) {
  return tree.is(call, Kind::call) ? tree.child(call, Field::function) : kNoNode;
}

std::optional<AttributeView> attribute_view(const Tree& tree, NodeId node) {
  if (!tree.is(node, Kind::attribute)) return std::nullopt;
  const auto parts = parts_of(tree, node, {Field::object, Field::attribute});
  if (!has_all(parts)) return std::nullopt;
  return AttributeView{parts[0], parts[1]};
}

std::optional<AttributeView> method_view(const Tree& tree, NodeId call) {
  return attribute_view(tree, callee_of(tree, call));
}

std::vector<NodeId> call_arguments(const Tree& tree, NodeId call) {
  const auto view = call_view(tree, call);
  return view ? tree.named_children(view->list) : std::vector<NodeId>();
}

std::optional<KeywordView> keyword_view(const Tree& tree, NodeId argument) {
  if (!tree.is(argument, Kind::keyword_argument)) return std::nullopt;
  const auto parts = parts_of(tree, argument, {Field::name, Field::value});
  if (!has_all(parts)) return std::nullopt;
  return KeywordView{parts[0], parts[1]};
}

std::string_view keyword_of(const Tree& tree, NodeId argument) {
  return tree.is(argument, Kind::keyword_argument) ? name_of(tree, argument) : std::string_view();
}

NodeId keyword_value(const Tree& tree, NodeId call, std::string_view keyword) {
  const auto view = call_view(tree, call);
  if (!view) return kNoNode;
  for (NodeId at = tree.first_child(view->list); at != kNoNode; at = tree.next_sibling(at)) {
    if (keyword_of(tree, at) == keyword) return tree.child(at, Field::value);
  }
  return kNoNode;
}

std::optional<SubscriptView> subscript_view(const Tree& tree, NodeId node) {
  if (!tree.is(node, Kind::subscript)) return std::nullopt;
  const auto parts = parts_of(tree, node, {Field::value, Field::subscript});
  if (!has_all(parts)) return std::nullopt;
  return SubscriptView{parts[0], parts[1]};
}

std::optional<BinaryView> binary_view(const Tree& tree, NodeId node) {
  if (tree.is(node, Kind::binary_operator, Kind::boolean_operator, Kind::augmented_assignment)) {
    const auto parts = parts_of(tree, node, {Field::left, Field::operator_, Field::right});
    if (!has_all(parts)) return std::nullopt;
    return BinaryView{parts[0], parts[1], parts[2]};
  }
  if (!tree.is(node, Kind::comparison_operator)) return std::nullopt;
  BinaryView out{kNoNode, tree.child(node, Field::operators), kNoNode};
  for (NodeId at = tree.first_child(node); at != kNoNode; at = tree.next_sibling(at)) {
    if (!tree[at].named || tree[at].kind == Kind::comment) continue;
    if (out.right != kNoNode) return std::nullopt;
    (out.left == kNoNode ? out.left : out.right) = at;
  }
  if (out.op == kNoNode || out.right == kNoNode) return std::nullopt;
  return out;
}

std::optional<ConditionalView> conditional_view(const Tree& tree, NodeId node) {
  if (!tree.is(node, Kind::conditional_expression)) return std::nullopt;
  std::array<NodeId, 3> parts;
  std::size_t count = 0;
  for (NodeId at = tree.first_child(node); at != kNoNode; at = tree.next_sibling(at)) {
    if (!tree[at].named || tree.is(at, Kind::comment, Kind::line_continuation)) continue;
    if (count == parts.size()) return std::nullopt;
    parts[count++] = at;
  }
  if (count != parts.size()) return std::nullopt;
  return ConditionalView{parts[0], parts[1], parts[2]};
}

NodeId string_content(const Tree& tree, NodeId node) {
  return tree.is(node, Kind::string) ? tree.child(node, Kind::string_content) : kNoNode;
}

std::string_view string_text(const Tree& tree, NodeId node) {
  return tree.text(string_content(tree, node));
}

std::optional<AssignmentView> assignment_view(const Tree& tree, NodeId node) {
  if (tree.is(node, Kind::expression_statement)) node = tree.first_child(node);
  if (!tree.is(node, Kind::assignment)) return std::nullopt;
  const auto [left, type, right] = parts_of(tree, node, {Field::left, Field::type, Field::right});
  if (left == kNoNode || (type == kNoNode && right == kNoNode)) return std::nullopt;
  return AssignmentView{left, type, right};
}

std::optional<BranchView> branch_view(const Tree& tree, NodeId node) {
  if (!tree.is(node, Kind::if_statement, Kind::elif_clause)) return std::nullopt;
  return branch_with(tree, node, Field::consequence);
}

std::optional<BranchView> while_view(const Tree& tree, NodeId node) {
  if (!tree.is(node, Kind::while_statement)) return std::nullopt;
  return branch_with(tree, node, Field::body);
}

std::optional<LoopView> loop_view(const Tree& tree, NodeId node) {
  if (!tree.is(node, Kind::for_statement, Kind::for_in_clause)) return std::nullopt;
  const auto [target, iterable, body] = parts_of(tree, node, {Field::left, Field::right, Field::body});
  if (target == kNoNode || iterable == kNoNode) return std::nullopt;
  return LoopView{target, iterable, body};
}

NodeId definition_of(const Tree& tree, NodeId statement) {
  if (tree.is(statement, Kind::decorated_definition)) statement = tree.child(statement, Field::definition);
  return tree.is(statement, Kind::function_definition, Kind::class_definition) ? statement : kNoNode;
}

NodeId method_of(const Tree& tree, NodeId class_definition, std::string_view name) {
  const NodeId body = tree.child(class_definition, Field::body);
  if (body == kNoNode) return kNoNode;
  for (NodeId at = tree.first_child(body); at != kNoNode; at = tree.next_sibling(at)) {
    const NodeId method = definition_of(tree, at);
    if (tree.is(method, Kind::function_definition) && name_of(tree, method) == name) return method;
  }
  return kNoNode;
}

NodeId docstring_of(const Tree& tree, NodeId body) {
  if (body == kNoNode) return kNoNode;
  NodeId first = tree.first_child(body);
  while (tree.is(first, Kind::comment)) first = tree.next_sibling(first);
  if (!tree.is(first, Kind::expression_statement)) return kNoNode;
  const NodeId inner = tree.first_child(first);
  return tree.is(inner, Kind::string) ? inner : kNoNode;
}

std::string_view name_of(const Tree& tree, NodeId node) {
  return tree.text(tree.child(node, Field::name));
}

std::optional<ParameterView> parameter_view(const Tree& tree, NodeId parameter) {
  if (tree.is(parameter, Kind::identifier)) return ParameterView{parameter, kNoNode, kNoNode};
  if (!tree.is(parameter, Kind::typed_parameter, Kind::default_parameter, Kind::typed_default_parameter))
    return std::nullopt;
  auto [name, type, value] = parts_of(tree, parameter, {Field::name, Field::type, Field::value});
  if (name == kNoNode) name = tree.first_child(parameter);  // name: type has no field for the name
  if (name == kNoNode) return std::nullopt;
  return ParameterView{name, type, value};
}

}  // namespace mintport
