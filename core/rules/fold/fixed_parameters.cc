#include "core/rules/fold/fixed_parameters.hh"

#include <algorithm>

#include "core/base/text.hh"
#include "core/rules/draft/callees.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/views.hh"

namespace mintport {
namespace {

constexpr const char* kRule = "fixed-parameter";

// The parameter around an identifier; kNoNode for other bindings.
NodeId parameter_of(const Tree& tree, NodeId name) {
  NodeId id = name;
  while (!tree.is(tree[id].parent, Kind::parameters)) {
    id = tree[id].parent;
    if (tree.is(id, Kind::module, Kind::function_definition)) return kNoNode;
  }
  return id;
}

std::string holds(std::string_view name, bool value) {
  return "`" + std::string(name) + "` only holds the parameter, which is " + (value ? "True" : "False");
}

}  // namespace

FixedParameters::FixedParameters(RuleContext& context)
    : c_(context), tree_(context.in.tree), names_(context.in.names) {
  for (GroupId id = 0; id < names_.groups().size(); ++id) {
    const Group& group = names_.groups()[id];
    const FixedParameter* fixed = c_.in.tables.fixed_parameter(group.name);
    if (fixed != nullptr && names_.scopes()[group.scope].kind == Scope::Kind::function && holds_only(group))
      variables_[id] = fixed->value;
  }
}

// True if each binding is a parameter, a value taken from **kwargs by its name, or a constant.
bool FixedParameters::holds_only(const Group& group) const {
  return std::all_of(group.bindings.begin(), group.bindings.end(), [&](const Binding& binding) {
    if (binding.kind == Binding::Kind::parameter) return parameter_of(tree_, binding.node) != kNoNode;
    const NodeId value = assigned_value(tree_, binding.node);
    return tree_.is(value, Kind::true_, Kind::false_) || is_taken_out(value, group.name);
  });
}

// Handles kwargs.pop("name", ...).
bool FixedParameters::is_taken_out(NodeId value, std::string_view name) const {
  const auto callee = method_view(tree_, value);
  const std::string_view method = callee ? tree_.text(callee->name) : std::string_view();
  const auto arguments = call_arguments(tree_, value);
  if ((method != "pop" && method != "get") || arguments.empty()) return false;
  return tree_.text(string_content(tree_, arguments[0])) == name;
}

void FixedParameters::drop() {
  const auto& all = c_.in.tables.fixed_parameters();
  const bool named = std::any_of(all.begin(), all.end(), [&](const FixedParameter& one) {
    return contains(tree_.source().text(), one.name);
  });
  if (!named) return;
  for (NodeId id : tree_.of(Kind::call)) {
    if (c_.draft.removed(id)) continue;
    std::size_t position = 0;
    for (NodeId one : call_arguments(tree_, id)) argument(id, one, position++);
  }
  c_.draft.flush_lists();
  for (const auto& [id, value] : variables_) variable(id, value);
  c_.draft.flush_lists();
}

// Handles f(x, name=value) if f belongs to the project; f(x, name) and f(x, self.name) if every possible f
// has the parameter at that position.
void FixedParameters::argument(NodeId call, NodeId argument, std::size_t position) {
  const bool keyword = tree_[argument].kind == Kind::keyword_argument;
  const bool attribute = tree_[argument].kind == Kind::attribute;
  if (!keyword && !attribute && tree_[argument].kind != Kind::identifier) return;
  const NodeId name = keyword     ? tree_.child(argument, Field::name)
                      : attribute ? tree_.child(argument, Field::attribute)
                                  : argument;
  const FixedParameter* fixed = c_.in.tables.fixed_parameter(tree_.text(name));
  if (fixed == nullptr) return;
  const std::vector<const Signature*> known = callees(c_.in, call).known;
  const bool goes =
      keyword
          ? std::any_of(known.begin(), known.end(),
                        [&](const Signature* one) { return takes(*one, fixed->name) || takes_more(*one); })
          : all_take_at(known, position, [&](std::string_view other) { return other == fixed->name; });
  if (goes) c_.draft.remove_item(kRule, fixed->note, argument, evidence_of_callees(known));
}

// options["name"] = name: the callee gets the fixed value by itself.
bool FixedParameters::entry(NodeId use, std::string_view name) {
  const auto assignment = assignment_view(tree_, tree_[use].parent);
  if (!assignment || assignment->right != use) return false;
  const auto element = subscript_view(tree_, assignment->left);
  if (!element || tree_.text(string_content(tree_, element->index)) != name) return false;
  c_.draft.remove(kRule, c_.in.tables.fixed_parameter(name)->note,
                  statement_range(tree_, statement_of(tree_, use)), holds(name, false));
  return true;
}

void FixedParameters::variable(GroupId id, bool value) {
  const Group& group = names_.groups()[id];
  const std::string why = holds(group.name, value);
  const std::string& note = c_.in.tables.fixed_parameter(group.name)->note;
  for (NodeId use : group.uses) {
    if (c_.draft.removed(use) || (!value && entry(use, group.name))) continue;
    c_.draft.add(resting_on(why, make_change(kRule, note, {{tree_[use].range, value ? "True" : "False"}})));
  }
  for (const Binding& binding : group.bindings) {
    if (c_.draft.removed(binding.node)) continue;
    if (binding.kind == Binding::Kind::parameter) {
      c_.draft.remove_item(kRule, note, parameter_of(tree_, binding.node), why);
    } else {
      c_.draft.remove(kRule, note, statement_range(tree_, statement_of(tree_, binding.node)), why);
    }
  }
}

// X in `name=X` and `kwargs.pop("name", X)`, if the parameter is fixed.
bool FixedParameters::is_default(NodeId use) const {
  const NodeId up = tree_[use].parent;
  std::string_view name = name_of(tree_, up);
  if (tree_[up].kind == Kind::argument_list) {
    const auto all = tree_.named_children(up);
    if (all.size() == 2 && all[1] == use) name = tree_.text(string_content(tree_, all[0]));
  }
  return c_.in.tables.fixed_parameter(name) != nullptr;
}

void FixedParameters::drop_flags() {
  for (const Group& group : names_.groups()) {
    if (group.scope != 0 || group.uses.empty()) continue;
    const bool all = std::all_of(group.uses.begin(), group.uses.end(),
                                 [&](NodeId use) { return c_.draft.removed(use) && is_default(use); });
    const bool flags =
        all && std::all_of(group.bindings.begin(), group.bindings.end(), [&](const Binding& one) {
          return tree_.is(assigned_value(tree_, one.node), Kind::true_, Kind::false_);
        });
    if (!flags) continue;
    for (const Binding& binding : group.bindings) {
      if (c_.draft.removed(binding.node)) continue;
      c_.draft.remove(kRule, "only the default of a removed parameter used it",
                      statement_range(tree_, statement_of(tree_, binding.node)));
    }
  }
}

}  // namespace mintport
