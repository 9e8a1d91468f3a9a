// Parameters that become an attribute get its name immediately: self.scale = nn.Parameter(x) -> self.scale =
// ms.Parameter(x, name="scale"). A cell would set the name on assignment; until then every parameter is
// called "Parameter".

#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::parameter_names {
namespace {

constexpr const char* kRule = "parameter-name";

class ParameterNamePass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    for (const Reference& reference : c_.in.names.references()) {
      if (reference.qualified != "torch.nn.Parameter" || c_.draft.removed(reference.node)) continue;
      if (tree_[reference.node].field == Field::function) name(tree_[reference.node].parent);
    }
  }

 private:
  void name(NodeId call) {
    const auto arguments = call_arguments(tree_, call);
    const std::string_view attribute = attribute_of(call);
    if (attribute.empty() || arguments.empty()) return;
    for (NodeId argument : arguments) {
      if (tree_.is(argument, Kind::dictionary_splat, Kind::list_splat)) return;
    }
    const ByteOffset at = c_.draft.behind_removed(tree_[arguments.back()].range.end);
    c_.draft.add(make_change(kRule, "a parameter has the name of its attribute",
                             {{{at, at}, ", name=\"" + std::string(attribute) + "\""}}));
  }

  // NAME in `self.NAME = ...`, if the call is the assigned value or a branch of a conditional.
  std::string_view attribute_of(NodeId call) const {
    NodeId value = call;
    if (tree_[tree_[value].parent].kind == Kind::conditional_expression) value = tree_[value].parent;
    const auto assignment = assignment_view(tree_, tree_[value].parent);
    if (!assignment || assignment->right != value) return {};
    const auto left = attribute_view(tree_, assignment->left);
    return left && tree_.text(left->object) == "self" ? tree_.text(left->name) : std::string_view();
  }
};

void run(RuleContext& context) {
  ParameterNamePass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "gives parameters the name of their attribute", "self.x = nn.Parameter(...)", "",
     "self.scale = nn.Parameter(x) -> self.scale = ms.Parameter(x, name=\"scale\")"}};

}  // namespace

extern const Pass kPass{.name = "parameter-names", .phase = Phase::names, .rules = kRules, .run = run};

}  // namespace mintport::rules::parameter_names
