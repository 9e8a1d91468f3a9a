// Arguments of calls of torch functions and layers: renamed, dropped, or reported where the target takes them
// otherwise.

#include "core/rules/fit_arguments.hh"
#include "core/rules/rules.hh"

namespace mintport {
namespace {

constexpr const char* kRule = "torch-argument";

// Calls of torch names that have a target, with their arguments.
template <typename Action>
void each_call(const RuleContext& c, Action action) {
  const Tree& tree = c.in.tree;
  for (NodeId id : tree.of(Kind::call)) {
    if (c.draft.removed(id)) continue;
    const NodeId function = tree.child(id, Field::function), list = tree.child(id, Field::arguments);
    if (function == kNoNode || list == kNoNode || tree[list].kind != Kind::argument_list) continue;
    const std::string q = c.in.names.qualified(function);
    if (!leads_to_torch(q)) continue;
    const Entry* entry = c.in.tables.find(q);
    if (entry != nullptr && !entry->target.empty() && entry->form != Form::initializer) action(*entry, list);
  }
}

// torch.zeros(a, b) -> mint.zeros((a, b)); one argument is the whole shape, or its only number.
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

}  // namespace

void argument_rules(RuleContext& c) {
  each_call(c, [&](const Entry& entry, NodeId list) {
    apply_fit(c.draft, kRule, fit_arguments(c.in, c.draft, {entry, list, kRule, entry.source}));
  });
}

void shape_argument_rules(RuleContext& c) {
  each_call(c, [&](const Entry& entry, NodeId list) {
    if (entry.form == Form::tuple) gather(c, list);
  });
}

}  // namespace mintport
