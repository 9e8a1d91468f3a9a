#include "core/names/type_hints.hh"

#include <algorithm>
#include <string>

#include "core/base/text.hh"
#include "core/syntax/views.hh"

namespace mintport {

namespace {

// 1, -1, or a tuple or list of these.
bool is_place(NodeId value, const Tree& tree) {
  if (tree.is(value, Kind::tuple, Kind::list)) {
    const auto parts = tree.named_children(value);
    return std::all_of(parts.begin(), parts.end(), [&](NodeId one) { return is_place(one, tree); });
  }
  if (tree.is(value, Kind::unary_operator))
    return tree.text(value).starts_with('-') && tree.is(tree.only_child(value), Kind::integer);
  return tree.is(value, Kind::integer);
}

// x.max(dim=1): numpy's argument is `axis`. Excludes xarray, whose dimensions have names, and factories,
// where `dim=dim` is a width.
bool names_dimension(NodeId list, const Tree& tree) {
  const auto arguments = tree.named_children(list);
  return std::any_of(arguments.begin(), arguments.end(), [&](NodeId one) {
    const std::string_view name = keyword_of(tree, one);
    return name == "keepdim" || (name == "dim" && is_place(tree.child(one, Field::value), tree));
  });
}

}  // namespace

bool only_tensors_take(std::string_view method, NodeId list, const Tree& tree, const Knowledge& knowledge) {
  if (method == "size") return true;
  if (is_any(method, {"tile", "swapaxes", "broadcast_to"})) return false;
  if (list != kNoNode && is_any(method, {"repeat", "view"})) {
    return tree.named_children(list).size() >= (method == "view" ? 2U : 3U);
  }
  if (names_dimension(list, tree)) {
    const Fact made = knowledge.returns("torch.Tensor." + std::string(method));
    if (made == Fact::tensor || made == Fact::tensors) return true;
  }
  return knowledge.only_tensor(method, list != kNoNode && !tree.named_children(list).empty());
}

namespace {

// Evidence from a use: a method that only tensors have, range(x), or an order comparison with an integer.
Fact fact_from_use(NodeId use, const Tree& tree, const Knowledge& knowledge) {
  const NodeId up = tree[use].parent;
  if (tree[up].kind == Kind::attribute && tree[use].field == Field::object) {
    if (tree[up].field != Field::function) return Fact::unknown;
    const std::string_view method = tree.text(tree.child(up, Field::attribute));
    return only_tensors_take(method, tree.child(tree[up].parent, Field::arguments), tree, knowledge)
               ? Fact::tensor
               : Fact::unknown;
  }
  if (tree[up].kind == Kind::argument_list && tree.text(callee_of(tree, tree[up].parent)) == "range")
    return Fact::number;
  if (tree[up].kind == Kind::comparison_operator) {
    const auto sides = binary_view(tree, up);
    const std::string_view op = sides ? tree.text(sides->op) : std::string_view();
    const bool order = op.starts_with('<') || op.starts_with('>');
    if (order && tree.is(sides->right, Kind::integer)) return Fact::number;
  }
  return Fact::unknown;
}

}  // namespace

std::vector<TypeFact> hints_from_use(const Names& names, const Knowledge& knowledge) {
  const auto& groups = names.groups();
  std::vector<TypeFact> hints(groups.size());
  for (GroupId id = 0; id < groups.size(); ++id) {
    if (!groups[id].qualified.empty() || groups[id].name == "self" || groups[id].name == "cls") continue;
    for (NodeId use : groups[id].uses) {
      const Fact fact = fact_from_use(use, names.tree(), knowledge);
      if (fact == Fact::unknown) continue;
      hints[id] = {fact, Evidence::use, names.tree()[use].parent};
      if (fact == Fact::tensor) break;
    }
  }
  return hints;
}

}  // namespace mintport
