// Fused attention that a layer calls itself, instead of through the library's attention function.

#include <algorithm>

#include "core/base/text.hh"
#include "core/check/rules/rules.hh"

namespace mintport::check::bare_attention {
namespace {

// construct of a cell, or __call__ of an attention processor.
bool is_in_layer(const Tree& tree, NodeId node) {
  const NodeId function = tree.ancestor(node, Kind::function_definition);
  return function != kNoNode && is_any(name_of(tree, function), {"construct", "__call__"}) &&
         tree.ancestor(function, Kind::class_definition) != kNoNode;
}

void check(const CheckContext& context, CheckReport& out) {
  const LibraryFacts::Conventions& conventions = context.library().conventions;
  const auto& fused = conventions.fused_attention;
  if (conventions.attention.empty()) return;
  for (const Reference& reference : context.names().references()) {
    if (std::find(fused.begin(), fused.end(), reference.qualified) == fused.end() ||
        !is_in_layer(context.tree(), reference.node))
      continue;
    out.add(context.tree()[reference.node].range, reference.qualified,
            "calls " + std::string(last_part(reference.qualified)) + " directly; call " +
                conventions.attention + ", which picks the implementation");
  }
}

}  // namespace

extern const CheckRule kRule{
    .id = "bare-attention",
    .level = Level::note,
    .does = "a layer or attention processor that calls MindSpore's fused attention itself",
    .why =
        "masks, types and head sizes that the fused operator refuses are handled in one function, and users "
        "choose the implementation there",
    .example = "ops.flash_attention_score(q, k, v, heads) -> dispatch_attention_fn(q, k, v)",
    .check = check};

}  // namespace mintport::check::bare_attention
