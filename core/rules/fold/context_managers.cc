// Removes decorators and `with` blocks without an equivalent, because MindSpore records gradients only inside
// value_and_grad and has one device, and blocks whose context does nothing after other removals.

#include <algorithm>

#include "core/base/text.hh"
#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::context_managers {
namespace {

constexpr const char* kRule = "no-grad";
constexpr const char* kNote = "MindSpore records gradients only inside value_and_grad, so this has no effect";

constexpr const char* kDeviceNote = "MindSpore has one device per process, so no block chooses another";

constexpr const char* kNullRule = "null-context";
constexpr const char* kNullNote = "the context does nothing";
constexpr std::string_view kNullContext = "contextlib.nullcontext";

// The entry of a decorator or context expression: `torch.no_grad` or `torch.no_grad()`.
const Entry* entry_of(const RuleContext& c, NodeId expression) {
  if (c.in.tree.is(expression, Kind::call)) expression = callee_of(c.in.tree, expression);
  if (expression == kNoNode) return nullptr;
  const std::string q = c.in.names.qualified(expression);
  const Entry* entry = q.empty() ? nullptr : find_entry(c.in.tables, q);
  return entry != nullptr && entry->form == Form::decorator && entry->target.empty() ? entry : nullptr;
}

// torch.autocast(..., enabled=False): MindSpore has no autocast to disable.
bool is_switched_off(const RuleContext& c, NodeId expression) {
  const auto call = call_view(c.in.tree, expression);
  if (!call) return false;
  const std::string q = c.in.names.qualified(call->function);
  return leads_to_torch(q) && last_part(q) == "autocast" &&
         c.in.tree.is(keyword_value(c.in.tree, expression, "enabled"), Kind::false_);
}

// torch.device(...): tensors made in the block go there. On "meta" they wait for values that are loaded
// later.
bool is_device(const RuleContext& c, NodeId expression) {
  return c.in.tree.is(expression, Kind::call) &&
         c.in.names.qualified(callee_of(c.in.tree, expression)) == "torch.device";
}

void decorator(RuleContext& c, NodeId id) {
  const Entry* entry = entry_of(c, c.in.tree.only_child(id));
  if (entry == nullptr) return;
  const bool torch = leads_to_torch(entry->source);
  c.draft.remove(torch ? kRule : "helper", torch ? kNote : entry->note, statement_range(c.in.tree, id));
}

// Replaces the statement by its block.
void unwrap(RuleContext& c, NodeId id, const char* rule, const char* note) {
  const Tree& tree = c.in.tree;
  const NodeId body = tree.child(id, Field::body);
  const ByteOffset first = block_start(tree, body);
  if (first == kNoOffset) return;
  Change change = make_change(rule, note, dedent(tree, body, indentation(tree, id)));
  change.edits.push_back({{statement_range(tree, id).begin, first}, ""});
  c.draft.remove(std::move(change));
}

// ---- with nullcontext():

bool is_null_binding(const RuleContext& c, const Binding& binding) {
  const NodeId value = assigned_value(c.in.tree, binding.node);
  if (value == kNoNode) return false;
  if (!c.in.tree.is(value, Kind::conditional_expression)) return c.in.names.qualified(value) == kNullContext;
  // `a if KNOWN else nullcontext`, of which only the last is left.
  const auto parts = c.in.tree.named_children(value);
  return std::all_of(parts.begin(), parts.end(), [&](NodeId part) {
    return c.draft.removed(part) || c.in.names.qualified(part) == kNullContext;
  });
}

// True if, after removals, the variable only holds nullcontext.
bool holds_null_context(const RuleContext& c, const Group& group) {
  bool any = false;
  for (const Binding& binding : group.bindings) {
    if (c.draft.removed(binding.node)) continue;
    if (!is_null_binding(c, binding)) return false;
    any = true;
  }
  return any;
}

// init_context(), without `as`.
bool is_null_context(const RuleContext& c, NodeId value) {
  const Tree& tree = c.in.tree;
  const NodeId function = callee_of(tree, value);
  if (!tree.is(function, Kind::identifier)) return false;
  if (!tree.named_children(tree.child(value, Field::arguments)).empty()) return false;
  const GroupId group = c.in.names.group_of(function);
  return group != kNoGroup && holds_null_context(c, c.in.names.groups()[group]);
}

void drop_null_contexts(RuleContext& c) {
  for (const Group& group : c.in.names.groups()) {
    if (c.in.names.scopes()[group.scope].kind != Scope::Kind::function || group.uses.empty() ||
        !holds_null_context(c, group))
      continue;
    const bool read =
        std::any_of(group.uses.begin(), group.uses.end(), [&](NodeId use) { return !c.draft.removed(use); });
    if (read) continue;
    for (const Binding& binding : group.bindings) {
      if (!c.draft.removed(binding.node))
        c.draft.remove(kNullRule, kNullNote,
                       statement_range(c.in.tree, statement_of(c.in.tree, binding.node)));
    }
  }
}

void with_statement(RuleContext& c, NodeId id) {
  const Tree& tree = c.in.tree;
  const NodeId clause = tree.child(id, Kind::with_clause), body = tree.child(id, Field::body);
  if (clause == kNoNode || body == kNoNode || !stands_alone(tree, id)) return;
  const auto items = tree.named_children(clause);
  std::vector<NodeId> gone;
  bool device = false;
  for (NodeId item : items) {
    const NodeId value = tree.child(item, Field::value);
    const bool of_device = is_device(c, value);
    device = device || of_device;
    if (of_device || entry_of(c, value) != nullptr || is_switched_off(c, value)) gone.push_back(item);
  }
  const char* rule = device ? kNullRule : kRule;
  const char* note = device ? kDeviceNote : kNote;
  if (items.size() == 1 && gone.empty() && is_null_context(c, tree.child(items[0], Field::value)))
    return unwrap(c, id, kNullRule, kNullNote);
  if (gone.empty()) return;
  if (gone.size() < items.size()) {
    for (NodeId item : gone) c.draft.remove_item(rule, note, item);
    return;
  }
  unwrap(c, id, rule, note);
}

void run(RuleContext& c) {
  for (NodeId id : c.in.tree.of(Kind::decorator)) decorator(c, id);
  for (NodeId id : c.in.tree.of(Kind::with_statement)) with_statement(c, id);
  if (contains(c.in.tree.source().text(), "nullcontext")) drop_null_contexts(c);
}

constexpr RuleInfo kRules[] = {
    {kRule, "removes switches of gradient recording: MindSpore records only inside value_and_grad",
     "decorators and with blocks whose mapping entry has the form \"decorator\"", "",
     "@torch.no_grad() -> (nothing)"},
    {kNullRule, "removes `with` statements whose context does nothing",
     "the variable only holds nullcontext, because another rule removed its other values; torch.device(...)",
     "", "with init_context(): x = f() -> x = f()"}};
constexpr std::string_view kAlso[] = {"helper"};
// The remaining choices of a context are known after these passes.
constexpr std::string_view kAfter[] = {"constants", "dead-definitions"};

}  // namespace

extern const Pass kPass{.name = "context-managers",
                        .phase = Phase::fold,
                        .rules = kRules,
                        .also = kAlso,
                        .run = run,
                        .after = kAfter};

}  // namespace mintport::rules::context_managers
