// Decorators and `with` blocks that have no counterpart because MindSpore records no gradients outside
// value_and_grad.

#include "core/rules/rules.hh"
#include "core/rules/statements.hh"

namespace mintport {
namespace {

constexpr const char* kRule = "no-grad";
constexpr const char* kNote =
    "MindSpore records gradients only inside value_and_grad, so this has nothing to switch off";

// The entry of a decorator or context expression, `torch.no_grad` or `torch.no_grad()`.
const Entry* entry_of(const RuleContext& c, NodeId expression) {
  if (c.in.tree[expression].kind == Kind::call) expression = c.in.tree.child(expression, Field::function);
  if (expression == kNoNode) return nullptr;
  const std::string q = c.in.names.qualified(expression);
  const Entry* entry = q.empty() ? nullptr : find_entry(c.in.tables, q);
  return entry != nullptr && entry->form == Form::decorator && entry->target.empty() ? entry : nullptr;
}

void decorator(RuleContext& c, NodeId id) {
  const auto parts = c.in.tree.named_children(id);
  const Entry* entry = parts.size() == 1 ? entry_of(c, parts[0]) : nullptr;
  if (entry == nullptr) return;
  const bool torch = leads_to_torch(entry->source);
  c.draft.remove(torch ? kRule : "helper", torch ? kNote : entry->note, statement_range(c.in.tree, id));
}

void with_statement(RuleContext& c, NodeId id) {
  const Tree& tree = c.in.tree;
  const NodeId clause = tree.child(id, Kind::with_clause), body = tree.child(id, Field::body);
  if (clause == kNoNode || body == kNoNode || !stands_alone(tree, id)) return;
  const auto items = tree.named_children(clause);
  std::vector<NodeId> gone;
  for (NodeId item : items) {
    const NodeId value = tree.child(item, Field::value);
    if (value != kNoNode && entry_of(c, value) != nullptr) gone.push_back(item);
  }
  if (gone.empty()) return;
  if (gone.size() < items.size()) {
    for (NodeId item : gone) c.draft.remove_item(kRule, kNote, item);
    return;
  }
  const ByteOffset first = block_start(tree, body);
  if (first == kNoOffset) return;
  Change change = make_change(kRule, kNote, dedent(tree, body, indentation(tree, id)));
  change.edits.push_back({{statement_range(tree, id).begin, first}, ""});
  c.draft.remove(std::move(change));
}

}  // namespace

void context_manager_rules(RuleContext& c) {
  for (NodeId id = 0; id < c.in.tree.nodes().size(); ++id) {
    if (c.in.tree[id].kind == Kind::decorator) decorator(c, id);
    if (c.in.tree[id].kind == Kind::with_statement) with_statement(c, id);
  }
}

}  // namespace mintport
