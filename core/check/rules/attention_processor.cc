// Attention that a layer computes in its own forward, without a processor that users can replace.

#include "core/base/text.hh"
#include "core/check/rules/rules.hh"

namespace mintport::check::attention_processor {
namespace {

bool is_product(const Tree& tree, NodeId node) {
  if (const auto sides = binary_view(tree, node)) return tree.text(sides->op) == "@";
  const NodeId callee = callee_of(tree, node);
  const auto attribute = attribute_view(tree, callee);
  return is_any(tree.text(attribute ? attribute->name : callee), {"matmul", "bmm", "baddbmm", "einsum"});
}

bool is_softmax(const Tree& tree, NodeId call) {
  const NodeId callee = callee_of(tree, call);
  const auto attribute = attribute_view(tree, callee);
  return tree.text(attribute ? attribute->name : callee) == "softmax";
}

// The softmax between a product before it and one behind it.
NodeId attention_in(const Tree& tree, NodeId method) {
  NodeId softmax = kNoNode;
  bool before = false, behind = false;
  for (NodeId id = method; id < tree[method].last; ++id) {
    if (!tree.is(id, Kind::call, Kind::binary_operator)) continue;
    if (softmax == kNoNode && tree.is(id, Kind::call) && is_softmax(tree, id)) {
      softmax = id;
    } else if (is_product(tree, id)) {
      (softmax == kNoNode ? before : behind) = true;
    }
  }
  return before && behind ? softmax : kNoNode;
}

void check(const CheckContext& context, CheckReport& out) {
  const Tree& tree = context.tree();
  const std::string& attention = context.library().conventions.attention;
  if (attention.empty()) return;
  for (NodeId method : compute_methods(context)) {
    const NodeId found = attention_in(tree, method);
    if (found == kNoNode) continue;
    const std::string type(name_of(tree, tree.ancestor(method, Kind::class_definition)));
    out.add(tree[found].range, type,
            "computes attention itself; move it to a processor class, which calls " + attention);
  }
}

}  // namespace

extern const CheckRule kRule{
    .id = "attention-processor",
    .level = Level::note,
    .does =
        "a layer that multiplies, takes the softmax and multiplies again, instead of an attention processor",
    .why =
        "users cannot choose another attention there: no fused operator, no adapters, no attention slicing",
    .example = "probs = softmax(q @ k) -> hidden_states = self.processor(self, hidden_states)",
    .port_only = false,
    .check = check};

}  // namespace mintport::check::attention_processor
