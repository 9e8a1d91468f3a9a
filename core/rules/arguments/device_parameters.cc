// Device parameters: removes the parameter `device` if nothing reads it any more, and variables that only
// held a device. For the callers see device_arguments.cc.

#include <algorithm>

#include "core/rules/draft/device_values.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::device_parameters {
namespace {

constexpr const char* kRule = "device-argument";
constexpr const char* kNote = "MindSpore has one device per process, so nothing takes a device";

class DeviceParameterPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    // A variable may be read only by another one: `device = device or self.device`.
    for (int round = 0; round < 2; ++round) {
      last_round_ = round == 1;
      for (GroupId id = 0; id < names_.groups().size(); ++id) variable(id);
      c_.draft.flush_lists();
    }
  }

 private:
  struct Bound {
    NodeId parameter = kNoNode;
    std::vector<NodeId> statements;  // assignments, and `if`s that only assign
  };

  // Collects the bindings of a name. True if all of them only concern devices and can be removed.
  bool collect(const Group& group, Bound& out) const {
    for (const Binding& binding : group.bindings) {
      if (binding.kind == Binding::Kind::parameter) {
        const NodeId parameter = parameter_of(binding.node);
        if (!is_device_parameter(group.name) || parameter == kNoNode || out.parameter != kNoNode)
          return false;
        out.parameter = parameter;
        continue;
      }
      if (c_.draft.removed(binding.node)) continue;
      if (binding.kind != Binding::Kind::assignment) return false;
      const NodeId value = assigned_value(tree_, binding.node);
      const NodeId statement = tree_[tree_[binding.node].parent].parent;
      if (value == kNoNode || tree_[statement].kind != Kind::expression_statement) return false;
      if (!is_device_expression(value)) return false;
      out.statements.push_back(statement);
    }
    return out.parameter != kNoNode || !out.statements.empty();
  }

  // The binding that assigns the parameter's name again.
  static NodeId binding_behind(const Group& group) {
    const auto other = std::find_if(group.bindings.begin(), group.bindings.end(),
                                    [](const Binding& one) { return one.kind != Binding::Kind::parameter; });
    return other == group.bindings.end() ? group.bindings.front().node : other->node;
  }

  bool is_device_expression(NodeId id) const {
    switch (tree_[id].kind) {
      case Kind::conditional_expression: {
        const auto choice = conditional_view(tree_, id);
        return choice && is_pure(tree_, choice->condition) &&
               (is_device_expression(choice->yes) || is_none(choice->yes)) &&
               (is_device_expression(choice->no) || is_none(choice->no));
      }
      case Kind::boolean_operator: {
        const auto sides = binary_view(tree_, id);
        return sides && is_device_expression(sides->left) && is_device_expression(sides->right);
      }
      case Kind::parenthesized_expression: {
        const NodeId inner = tree_.only_child(id);
        return inner != kNoNode && is_device_expression(inner);
      }
      case Kind::call:
        return names_.qualified(callee_of(tree_, id)) == "torch.device";
      default:
        return is_device_value(c_.in, id);
    }
  }

  bool is_none(NodeId id) const { return tree_[id].kind == Kind::none; }

  NodeId parameter_of(NodeId name) const {
    NodeId id = name;
    while (!tree_.is(tree_[id].parent, Kind::parameters)) {
      id = tree_[id].parent;
      if (tree_.is(id, Kind::module, Kind::function_definition, Kind::lambda)) return kNoNode;
    }
    return id;
  }

  void variable(GroupId id) {
    const Group& group = names_.groups()[id];
    if (names_.scopes()[group.scope].kind != Scope::Kind::function || !group.qualified.empty()) return;
    Bound bound;
    if (!collect(group, bound)) {
      // The name is also set to another value, so the parameter is only its initial value.
      if (last_round_ && bound.parameter != kNoNode) keep_parameter(bound.parameter, binding_behind(group));
      return;
    }
    widen(bound);
    std::vector<NodeId> left;
    for (NodeId use : group.uses) {
      if (!c_.draft.removed(use) && !inside(bound.statements, use) && !decides_nothing(use))
        left.push_back(use);
    }
    if (!left.empty()) {
      if (bound.parameter != kNoNode && last_round_) keep_parameter(bound.parameter, left.front());
      return;
    }
    const std::string why = "no remaining code reads `" + std::string(group.name) + "`";
    if (bound.parameter != kNoNode) c_.draft.remove_item(kRule, kNote, bound.parameter, why);
    for (NodeId statement : bound.statements)
      c_.draft.remove(kRule, kNote, statement_range(tree_, statement), why);
  }

  // Removes `if device is None: device = ...` as a whole.
  void widen(Bound& bound) const {
    for (NodeId& statement : bound.statements) {
      const NodeId owner = tree_[tree_[statement].parent].parent;
      const auto branch = branch_view(tree_, owner);
      if (!branch || branch->other != kNoNode || tree_.only_child(branch->body) != statement) continue;
      if (is_pure(tree_, branch->condition)) statement = owner;
    }
  }

  // True if the use only decides whether removed statements run; settling removes such an `if`.
  bool decides_nothing(NodeId use) const {
    NodeId at = use;
    while (tree_[at].parent != kNoNode && tree_[at].field != Field::condition) at = tree_[at].parent;
    const NodeId owner = tree_[at].parent;
    const auto branch = tree_.is(owner, Kind::if_statement) ? branch_view(tree_, owner) : std::nullopt;
    if (!branch || !is_pure(tree_, at) || branch->other != kNoNode) return false;
    const auto parts = tree_.named_children(branch->body);
    return std::all_of(parts.begin(), parts.end(), [&](NodeId part) { return c_.draft.removed(part); });
  }

  bool inside(const std::vector<NodeId>& statements, NodeId node) const {
    return std::any_of(statements.begin(), statements.end(),
                       [&](NodeId statement) { return statement <= node && node < tree_[statement].last; });
  }

  // Callers no longer pass the parameter. If it stays, it must be optional and come after all positional
  // ones.
  void keep_parameter(NodeId parameter, NodeId use) {
    NodeId last = parameter;
    for (NodeId at = parameter; at != kNoNode && takes_place(at); at = tree_.next_sibling(at)) {
      if (tree_[at].kind != Kind::comma && !c_.draft.removed(at)) last = at;
    }
    const Kind kind = tree_[parameter].kind;
    const ByteOffset end = tree_[last].range.end;
    if (last != parameter) {
      c_.draft.remove_item(kRule, "callers no longer pass it by position", parameter);
      c_.draft.claim(name_of(parameter));
      c_.draft.add(make_change(kRule, "callers no longer pass it", {{{end, end}, ", device=None"}}));
    } else if (kind != Kind::default_parameter && kind != Kind::typed_default_parameter) {
      c_.draft.add(make_change(kRule, "callers no longer pass it",
                               {{{end, end}, kind == Kind::identifier ? "=None" : " = None"}}));
    }
    c_.draft.add(DraftFinding{FindingKind::device_check,
                              kRule,
                              "device",
                              "callers no longer pass a device, but the function still reads it (line " +
                                  std::to_string(tree_.source().line_at(tree_[use].range.begin)) +
                                  " of the original)",
                              tree_[last].range,
                              {}});
  }

  NodeId name_of(NodeId parameter) const {
    NodeId id = parameter;
    while (tree_[id].kind != Kind::identifier) ++id;
    return id;
  }

  // True for a positional parameter, or a token between two. After `*args` positional arguments cannot reach
  // it.
  bool takes_place(NodeId id) const {
    switch (tree_[id].kind) {
      case Kind::typed_parameter:
        return !tree_.text(id).starts_with("**");
      case Kind::list_splat_pattern:
      case Kind::identifier:
      case Kind::default_parameter:
      case Kind::typed_default_parameter:
      case Kind::positional_separator:
      case Kind::comma:
      case Kind::comment:
        return true;
      default:
        return false;
    }
  }

  bool last_round_ = false;
};

void run(RuleContext& context) {
  DeviceParameterPass(context).run();
}

constexpr std::string_view kAlso[] = {kRule};
// The remaining uses of a parameter are known only after these passes.
constexpr std::string_view kAfter[] = {"device", "arguments", "device-arguments"};

}  // namespace

extern const Pass kPass{
    .name = "device-parameters", .phase = Phase::arguments, .also = kAlso, .run = run, .after = kAfter};

}  // namespace mintport::rules::device_parameters
