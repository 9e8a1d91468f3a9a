// Shapes that torch takes as separate numbers and the target as one argument, and arguments whose default
// differs. Runs when the removed arguments are known.

#include "core/rules/arguments/mapped_calls.hh"
#include "core/rules/draft/fit_arguments.hh"
#include "core/rules/draft/pass.hh"

namespace mintport::rules::shape_arguments {
namespace {

constexpr const char* kRule = "torch-argument";

// torch.zeros(a, b) -> mint.zeros((a, b)); a single argument is the whole shape, or its only number.
void gather(const RuleContext& c, NodeId list) {
  const Tree& tree = c.in.tree;
  std::vector<NodeId> sizes;
  for (NodeId argument : tree.named_children(list)) {
    const Kind kind = tree[argument].kind;
    if (kind != Kind::keyword_argument && kind != Kind::dictionary_splat) sizes.push_back(argument);
  }
  if (sizes.empty() || (sizes.size() == 1 && tree[sizes[0]].kind != Kind::list_splat)) return;
  const ByteOffset open = tree[sizes.front()].range.begin,
                   close = c.draft.behind_removed(tree[sizes.back()].range.end);
  c.draft.add(make_change(kRule, "the target takes the shape as one argument",
                          {{{open, open}, "("}, {{close, close}, sizes.size() == 1 ? ",)" : ")"}}));
}

void run(RuleContext& c) {
  for (const MappedCall& call : mapped_calls(c)) {
    if (call.entry.form == Form::tuple) gather(c, call.list);
    if (call.entry.certain)
      apply_fit(
          c.draft, kRule,
          fit_arguments(c, {call.entry, call.list, kRule, call.entry.source, FittedCall::Part::absent}));
  }
}

constexpr std::string_view kAlso[] = {kRule};
constexpr std::string_view kAfter[] = {"arguments"};

}  // namespace

extern const Pass kPass{
    .name = "shape-arguments", .phase = Phase::arguments, .also = kAlso, .run = run, .after = kAfter};

}  // namespace mintport::rules::shape_arguments
