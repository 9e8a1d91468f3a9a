// Removes dictionaries of a lazily loading package that nothing fills after folding, and the loops over them.

#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/rules/fold/import_structure.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::empty_dictionaries {
namespace {

constexpr const char* kRule = "flat-package";

void drop_if_empty(RuleContext& c, const Group& group) {
  const Tree& tree = c.in.tree;
  if (group.scope != 0 || group.bindings.size() != 1 || group.name == "_import_structure") return;
  const NodeId binding = statement_of(tree, group.bindings[0].node);
  const NodeId made = dictionary_of(tree, binding, group.name);
  if (made == kNoNode || !tree.named_children(made).empty()) return;
  std::vector<NodeId> loops;
  for (NodeId use : group.uses) {
    if (c.draft.covered(tree[use].range)) continue;
    const NodeId loop = tree.ancestor(use, Kind::for_statement);
    const auto view = loop_view(tree, loop);
    if (!view || !tree[view->iterable].range.contains(tree[use].range)) return;
    if (tree.text(view->iterable) != std::string(group.name) + ".items()" || !stands_alone(tree, loop))
      return;
    loops.push_back(loop);
  }
  const std::string note = std::string(group.name) + " stays empty";
  c.draft.remove(kRule, note, statement_range(tree, binding));
  for (NodeId loop : loops) {
    ByteRange range = statement_range(tree, loop);
    c.draft.remove(kRule, note, range);
  }
}

void run(RuleContext& context) {
  if (starts_empty(context.in)) return;
  for (const Group& group : context.in.names.groups()) drop_if_empty(context, group);
}

constexpr std::string_view kAlso[] = {kRule};
constexpr std::string_view kAfter[] = {"lazy-package", "constants", "dead-definitions"};

}  // namespace

extern const Pass kPass{.name = "empty-dictionaries",
                        .phase = Phase::fold,
                        .also = kAlso,
                        .wanted = loads_lazily,
                        .run = run,
                        .after = kAfter};

}  // namespace mintport::rules::empty_dictionaries
