// For the profile: marks list and dict arguments of networks with mindspore.mutable, so that graph mode does
// not treat them as constants.

#include <algorithm>

#include "core/names/flow.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::mutable_arguments {
namespace {

constexpr const char* kRule = "mutable-argument";
constexpr const char* kNote = "graph mode treats unmarked arguments as constants";

class MutablePass : public PassWalk {
 public:
  MutablePass(RuleContext& context, const Profile& profile)
      : PassWalk(context), arguments_(profile.mutable_arguments) {}

  void run() {
    for (NodeId id : tree_.of(Kind::keyword_argument)) {
      if (c_.draft.removed(id)) continue;
      const NodeId value = tree_.child(id, Field::value);
      if (!tree_.is(value, Kind::identifier) || c_.draft.covered(tree_[value].range)) continue;
      const std::string_view name = keyword_of(tree_, id);
      if (std::find(arguments_.begin(), arguments_.end(), name) == arguments_.end()) continue;
      if (is_instance_call(tree_[tree_[id].parent].parent) && !holds_none(value)) wrap(value);
    }
  }

 private:
  // self.unet(...): neither a function nor a class, so the callee is a network.
  bool is_instance_call(NodeId call) const {
    const auto method = method_view(tree_, call);
    return method && names_.qualified(callee_of(tree_, call)).empty() &&
           c_.in.signatures.find(tree_.text(method->name)) == nullptr;
  }

  void wrap(NodeId value) {
    const Spelled spelled = c_.speller.spell("mindspore.mutable");
    const ByteRange range = tree_[value].range;
    const std::string name(tree_.text(value));
    Change change = make_change(
        kRule, kNote, {{{range.begin, range.begin}, spelled.text + "("}, {{range.end, range.end}, ")"}},
        {spelled.import});
    change.evidence = "of " + evidence_at(tree_, tree_[tree_[tree_[value].parent].parent].parent) +
                      ", a network (no function has this name)";
    if (may_be_none(value)) change.edits[1].text = ") if " + name + " else " + name;
    c_.draft.add(std::move(change));
  }

  // True for a dict with an element that may be None, which mutable refuses.
  bool holds_none(NodeId value) const {
    const auto bindings = reaching_bindings(names_, value);
    return std::any_of(bindings.begin(), bindings.end(), [&](NodeId binding) {
      const NodeId made = assigned_value(tree_, binding);
      if (!tree_.is(made, Kind::dictionary)) return false;
      const auto pairs = tree_.named_children(made);
      return std::any_of(pairs.begin(), pairs.end(), [&](NodeId pair) {
        const NodeId element = tree_.child(pair, Field::value);
        return element != kNoNode && is_none_or_choice(element);
      });
    });
  }

  bool may_be_none(NodeId value) const {
    const auto bindings = reaching_bindings(names_, value);
    return std::any_of(bindings.begin(), bindings.end(), [&](NodeId binding) {
      const Kind kind = tree_[tree_[binding].parent].kind;
      if (kind == Kind::assignment) return is_none_or_choice(assigned_value(tree_, binding));
      return kind == Kind::default_parameter || kind == Kind::typed_default_parameter;
    });
  }

  bool is_none_or_choice(NodeId value) const {
    if (value == kNoNode || tree_[value].kind == Kind::none) return true;
    if (tree_.is(value, Kind::parenthesized_expression, Kind::conditional_expression)) {
      const auto parts = tree_.named_children(value);
      return std::any_of(parts.begin(), parts.end(), [&](NodeId part) { return is_none_or_choice(part); });
    }
    return false;
  }

  const std::vector<std::string>& arguments_;
};

bool wanted(const RuleInput& input) {
  return input.tables.profile() != nullptr && !input.tables.profile()->mutable_arguments.empty();
}

void run(RuleContext& context) {
  MutablePass(context, *context.in.tables.profile()).run();
}

constexpr RuleInfo kRules[] = {{kRule, "marks list and dict arguments of networks as mutable",
                                "the profile lists the argument, and no function has the callee's name", "",
                                "unet(x, added_cond_kwargs=a) -> unet(x, added_cond_kwargs=ms.mutable(a))"}};

}  // namespace

extern const Pass kPass{
    .name = "mutable-arguments", .phase = Phase::values, .rules = kRules, .wanted = wanted, .run = run};

}  // namespace mintport::rules::mutable_arguments
