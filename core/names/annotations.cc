#include "core/names/annotations.hh"

#include <algorithm>

#include "core/base/text.hh"

namespace mintport {
namespace {

Fact class_fact(std::string_view q, std::string_view text) {
  if (is_torch_tensor_class(q)) return Fact::tensor;
  if (q == "torch.Generator") return Fact::generator;
  if (q == "torch.dtype") return Fact::dtype;
  if (q == "torch.device") return Fact::device;
  if (q == "torch.Size") return Fact::shape;
  if (q == "torch.nn.Module") return Fact::module;
  if (q == "numpy.ndarray" || q == "np.ndarray") return Fact::ndarray;
  if (text == "int" || text == "float") return Fact::number;
  if (text == "bool") return Fact::boolean;
  if (text == "str") return Fact::text;
  if (text == "list" || text == "tuple" || text == "set") return Fact::list;
  if (text == "dict") return Fact::dict;
  return Fact::unknown;
}

}  // namespace

bool is_torch_tensor_class(std::string_view q) {
  return q.starts_with("torch.") && q.ends_with("Tensor") && q.find('.', 6) == std::string_view::npos;
}

TypeFact Annotations::annotated(NodeId node) const {
  if (node == kNoNode) return {};
  TypeFact fact = annotation_fact(node);
  if (fact.fact != Fact::unknown) fact = {fact.fact, Evidence::annotation, node};
  return fact;
}

TypeFact Annotations::annotation_fact(NodeId node) const {
  switch (tree_[node].kind) {
    case Kind::type:
    case Kind::parenthesized_expression: {
      const auto inner = tree_.named_children(node);
      return inner.size() == 1 ? annotation_fact(inner[0]) : TypeFact{};
    }
    case Kind::identifier:
    case Kind::attribute:
      return {class_fact(names_.qualified(node), tree_.text(node))};
    case Kind::string: {
      std::string_view text = tree_.text(node);
      text.remove_prefix(std::min<std::size_t>(1, text.size()));
      if (!text.empty()) text.remove_suffix(1);
      return {class_fact(text, text)};
    }
    case Kind::subscript:
    case Kind::generic_type:
      return generic_fact(node);
    case Kind::binary_operator:
    case Kind::union_type:
      return union_fact(tree_.named_children(node));
    default:
      return {};
  }
}

TypeFact Annotations::generic_fact(NodeId node) const {
  const auto parts = tree_.named_children(node);
  if (parts.empty()) return {};
  std::vector<NodeId> arguments(parts.begin() + 1, parts.end());
  if (arguments.size() == 1 && tree_[arguments[0]].kind == Kind::type_parameter) {
    arguments = tree_.named_children(arguments[0]);
  }
  std::string_view head = tree_.text(parts[0]);
  if (head.starts_with("typing.")) head.remove_prefix(7);
  if (head == "Optional" || head == "Union") return union_fact(arguments);
  if (is_any(head, {"List", "Tuple", "Sequence", "Iterable", "list", "tuple"})) {
    const bool tensors = !arguments.empty() && std::all_of(arguments.begin(), arguments.end(), [&](NodeId a) {
      return tree_[a].kind == Kind::ellipsis || annotation_fact(a).fact == Fact::tensor ||
             (tree_[a].kind == Kind::type && tree_.text(a) == "...");
    });
    return {tensors ? Fact::tensors : Fact::list};
  }
  if (is_any(head, {"Dict", "Mapping", "dict"})) return {Fact::dict};
  return {};
}

// Ignores optional parts; the others must agree.
TypeFact Annotations::union_fact(const std::vector<NodeId>& parts) const {
  Fact all = Fact::none;
  for (NodeId part : parts) {
    if (tree_.text(part) == "None") continue;
    const Fact fact = annotation_fact(part).fact;
    if (fact == Fact::unknown || (all != Fact::none && all != fact)) return {};
    all = fact;
  }
  return {all == Fact::none ? Fact::unknown : all};
}

}  // namespace mintport
