// Removes local variables that only served removed code: `dtype = self.vae.dtype`, if nothing reads dtype any
// more. Keeps assignments with side effects, and variables that code may read by name (locals()["latents"]).

#include <algorithm>

#include "core/base/text.hh"
#include "core/rules/draft/device_values.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::dead_locals {
namespace {

constexpr const char* kRule = "dead-local";

class DeadLocalPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  // A removed variable may have been the last use of another: repeat until stable.
  void run() {
    bool any = true;
    for (int round = 0; any && round < 4; ++round) {
      any = false;
      for (const Group& group : names_.groups()) any = variable(group) || any;
    }
    if (contains(tree_.source().text(), ".device = "))
      each(Kind::assignment, [&](NodeId id) { device_field(id); });
  }

 private:
  bool variable(const Group& group) {
    if (names_.scopes()[group.scope].kind != Scope::Kind::function || group.uses.empty()) return false;
    if (!std::all_of(group.uses.begin(), group.uses.end(), [&](NodeId use) { return is_gone(use); }))
      return false;
    std::vector<NodeId> statements;
    for (const Binding& binding : group.bindings) {
      if (c_.draft.removed(binding.node)) continue;
      const NodeId statement = assignment_of(binding);
      if (statement == kNoNode) return false;
      statements.push_back(statement);
    }
    if (statements.empty() || named_in_text(group.name)) return false;
    for (NodeId statement : statements) {
      c_.draft.remove(kRule, std::string(group.name) + " is no longer read",
                      paragraph_range(tree_, statement));
    }
    return true;
  }

  // state.device = self.device, of a local object whose device only removed code read.
  void device_field(NodeId id) {
    const auto assignment = assignment_view(tree_, id);
    if (!assignment || assignment->type != kNoNode) return;
    const auto field = attribute_view(tree_, assignment->left);
    const NodeId statement = tree_[id].parent;
    if (!field || tree_.text(field->name) != "device" || !tree_.is(field->object, Kind::identifier) ||
        !tree_.is(statement, Kind::expression_statement) || !stands_alone(tree_, statement) ||
        !is_device_value(c_.in, assignment->right) || !is_pure(tree_, assignment->right))
      return;
    const GroupId group = names_.group_of(field->object);
    if (group == kNoGroup || names_.scopes()[names_.groups()[group].scope].kind != Scope::Kind::function ||
        tree_.text(field->object) == "self" || named_in_text("device"))
      return;
    bool served = false;
    for (NodeId other : tree_.of(Kind::attribute)) {
      if (tree_[other].field == Field::left || tree_.text(other) != tree_.text(assignment->left)) continue;
      if (!c_.draft.removed(other)) return;
      served = true;
    }
    if (served)
      c_.draft.remove(kRule, std::string(tree_.text(assignment->left)) + " is no longer read",
                      paragraph_range(tree_, statement));
  }

  // Removed, or used only by an `if` with nothing left to do.
  bool is_gone(NodeId use) const {
    if (c_.draft.removed(use)) return true;
    const NodeId statement = statement_of(tree_, use);
    const auto branch = branch_view(tree_, statement);
    if (!branch || branch->other != kNoNode) return false;
    if (!tree_[branch->condition].range.contains(tree_[use].range) || !is_pure(tree_, branch->condition))
      return false;
    const auto body = tree_.named_children(branch->body);
    return std::all_of(body.begin(), body.end(), [&](NodeId part) { return c_.draft.removed(part); });
  }

  // The statement `name = value`, if evaluating the value has no side effect.
  NodeId assignment_of(const Binding& binding) const {
    const NodeId assignment = tree_[binding.node].parent;
    if (binding.kind != Binding::Kind::assignment || tree_[assignment].kind != Kind::assignment)
      return kNoNode;
    const NodeId statement = tree_[assignment].parent, value = tree_.child(assignment, Field::right);
    const bool plain = tree_[binding.node].field == Field::left && value != kNoNode &&
                       tree_[statement].kind == Kind::expression_statement && stands_alone(tree_, statement);
    return plain && is_pure(tree_, value) ? statement : kNoNode;
  }

  bool named_in_text(std::string_view name) const {
    const std::string_view text = tree_.source().text();
    const std::string inner(name);
    return text.find("\"" + inner + "\"") != std::string_view::npos ||
           text.find("'" + inner + "'") != std::string_view::npos;
  }
};

void run(RuleContext& context) {
  DeadLocalPass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "removes local variables that only removed code used",
     "nothing reads the variable, its value has no effect, and no string contains its name", "",
     "latents_dtype = latents.dtype -> (nothing)"}};

}  // namespace

extern const Pass kPass{.name = "dead-locals", .phase = Phase::sweep, .rules = kRules, .run = run};

}  // namespace mintport::rules::dead_locals
