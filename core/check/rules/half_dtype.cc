// Half precision that is written into construct.

#include "core/base/text.hh"
#include "core/check/rules/rules.hh"

namespace mintport::check::half_dtype {
namespace {

// An argument that makes or casts a tensor: f(dtype=X), x.to(X), x.astype(X).
bool is_cast(const Tree& tree, NodeId node) {
  const NodeId up = tree[node].parent;
  if (tree.is(up, Kind::keyword_argument)) return is_any(name_of(tree, up), {"dtype", "torch_dtype"});
  if (!tree.is(up, Kind::argument_list)) return false;
  const auto method = method_view(tree, tree[up].parent);
  return method && is_any(tree.text(method->name), {"to", "astype", "type"});
}

// True below a condition: the code asks for the type first.
bool is_conditional(const Tree& tree, NodeId node, NodeId method) {
  for (NodeId at = tree[node].parent; at != method; at = tree[at].parent) {
    if (tree.is(at, Kind::if_statement, Kind::elif_clause, Kind::else_clause, Kind::conditional_expression,
                Kind::default_parameter, Kind::typed_default_parameter))
      return true;
  }
  return false;
}

void check(const CheckContext& context, CheckReport& out) {
  const Tree& tree = context.tree();
  for (NodeId method : compute_methods(context)) {
    each_inside(tree, method, Kind::attribute, [&](NodeId id) {
      const std::string name = context.names().qualified(id);
      if (name.empty() || !is_any(last_part(name), {"float16", "bfloat16", "half"})) return;
      if (!is_cast(tree, id) || is_conditional(tree, id, method)) return;
      out.add(tree[id].range, name,
              "computes in " + std::string(last_part(name)) +
                  " whatever the model's type; use the type of an input: "
                  "x.dtype");
    });
  }
}

}  // namespace

extern const CheckRule kRule{
    .id = "half-dtype",
    .level = Level::note,
    .does = "a tensor that `construct` makes or casts as float16 or bfloat16, whatever the model's type",
    .why = "a model in float32 loses precision there, and its types may not match",
    .example = "x.to(ms.float16) -> x.to(hidden_states.dtype)",
    .port_only = false,
    .check = check};

}  // namespace mintport::check::half_dtype
