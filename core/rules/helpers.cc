// Calls of HF's own helpers that have nothing to do under MindSpore. A table entry of form "drop_call" for a
// method of diffusers.DiffusionPipeline says so: `self.maybe_free_model_hooks()` on a line of its own goes,
// with its comment.

#include "core/rules/rules.hh"
#include "core/rules/statements.hh"

namespace mintport {
namespace {

constexpr const char* kRule = "helper";

// The entry of `self.METHOD()`, where the statement is nothing else.
const Entry* entry_of(const RuleContext& c, NodeId statement) {
  const Tree& tree = c.in.tree;
  const auto parts = tree.named_children(statement);
  if (parts.size() != 1 || tree[parts[0]].kind != Kind::call) return nullptr;
  const NodeId function = tree.child(parts[0], Field::function),
               list = tree.child(parts[0], Field::arguments);
  if (function == kNoNode || list == kNoNode || tree[function].kind != Kind::attribute) return nullptr;
  const NodeId object = tree.child(function, Field::object), name = tree.child(function, Field::attribute);
  if (object == kNoNode || name == kNoNode || tree.text(object) != "self") return nullptr;
  const Entry* entry = c.in.tables.find("diffusers.DiffusionPipeline." + std::string(tree.text(name)));
  return entry != nullptr && entry->form == Form::drop_call && tree.named_children(list).empty() ? entry
                                                                                                 : nullptr;
}

}  // namespace

void helper_rules(RuleContext& c) {
  for (NodeId id = 0; id < c.in.tree.nodes().size(); ++id) {
    if (c.in.tree[id].kind != Kind::expression_statement || c.draft.removed(id)) continue;
    if (const Entry* entry = entry_of(c, id))
      c.draft.remove(kRule, entry->note, paragraph_range(c.in.tree, id));
  }
}

}  // namespace mintport
