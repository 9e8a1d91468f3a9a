// Operands that MindSpore wants in another form: `input=` of layers by place, einsum's operands one by one,
// and numpy's numbers as Python's, for numpy's take a tensor for an array.

#include <algorithm>

#include "core/base/text.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/pass.hh"

namespace mintport::rules::operands {
namespace {

constexpr const char* kRule = "operand";

class OperandPass {
 public:
  explicit OperandPass(RuleContext& context)
      : c_(context), tree_(context.in.tree), names_(context.in.names), types_(context.in.types) {}

  void run() {
    for (NodeId id : tree_.of(Kind::call)) {
      if (c_.draft.removed(id)) continue;
      layer_input(id);
      layout(id);
      operand_list(id);
    }
    for (NodeId id : tree_.of(Kind::binary_operator)) {
      if (!c_.draft.removed(id)) number(id);
    }
  }

 private:
  std::vector<NodeId> arguments_of(NodeId call) const {
    const NodeId list = tree_.child(call, Field::arguments);
    if (list == kNoNode || tree_[list].kind != Kind::argument_list) return {};
    return tree_.named_children(list);
  }

  // self.proj(input=x), where proj is a layer of torch's: Cells call it otherwise.
  void layer_input(NodeId call) {
    const auto arguments = arguments_of(call);
    if (arguments.empty() || tree_[arguments[0]].kind != Kind::keyword_argument) return;
    const NodeId name = tree_.child(arguments[0], Field::name),
                 value = tree_.child(arguments[0], Field::value);
    const NodeId function = tree_.child(call, Field::function);
    if (tree_.text(name) != "input" || !types_.is(function, Fact::layer)) return;
    c_.draft.add(resting_on(evidence_of(c_.in, function),
                            make_change(kRule, "layers take their input by place",
                                        {{{tree_[name].range.begin, tree_[value].range.begin}, ""}})));
  }

  // randn_tensor(..., layout=x.layout) of the package: MindSpore's tensors have no layout.
  void layout(NodeId call) {
    const std::string q = names_.qualified(tree_.child(call, Field::function));
    if (!q.starts_with("diffusers.") || last_part(q) != "randn_tensor") return;
    for (NodeId argument : arguments_of(call)) {
      if (tree_[argument].kind == Kind::keyword_argument &&
          tree_.text(tree_.child(argument, Field::name)) == "layout")
        c_.draft.remove_item(kRule, "MindSpore's tensors have no layout", argument);
    }
  }

  // torch.einsum(equation, [a, b]) -> einsum(equation, a, b)
  void operand_list(NodeId call) {
    if (names_.qualified(tree_.child(call, Field::function)) != "torch.einsum") return;
    const auto arguments = arguments_of(call);
    if (arguments.size() != 2) return;
    const Kind kind = tree_[arguments[1]].kind;
    if (kind != Kind::list && kind != Kind::tuple) return;
    const auto operands = tree_.named_children(arguments[1]);
    if (operands.empty()) return;
    const ByteRange whole = tree_[arguments[1]].range;
    c_.draft.add(make_change(kRule, "einsum takes its operands one by one",
                             {{{whole.begin, tree_[operands.front()].range.begin}, ""},
                              {{tree_[operands.back()].range.end, whole.end}, ""}}));
  }

  // np.sqrt(2.0) * x, of a tensor: numpy's number comes first and makes an array.
  void number(NodeId id) {
    const NodeId left = tree_.child(id, Field::left), right = tree_.child(id, Field::right);
    if (left == kNoNode || right == kNoNode || !types_.is(right, Fact::tensor)) return;
    if (tree_[left].kind != Kind::call || !is_number_of_numpy(left)) return;
    const ByteRange range = tree_[left].range;
    c_.draft.add(
        resting_on(evidence_of(c_.in, right),
                   make_change(kRule, "numpy's number would make an array of the tensor",
                               {{{range.begin, range.begin}, "float("}, {{range.end, range.end}, ")"}})));
  }

  // np.sqrt(2.0), np.log(n): a function of numpy that is given numbers alone.
  bool is_number_of_numpy(NodeId call) const {
    const std::string q = names_.qualified(tree_.child(call, Field::function));
    if (!q.starts_with("numpy.") || q.find('.', 6) != std::string::npos) return false;
    const auto arguments = arguments_of(call);
    return !arguments.empty() && std::all_of(arguments.begin(), arguments.end(), [&](NodeId argument) {
      const Kind kind = tree_[argument].kind;
      return kind == Kind::integer || kind == Kind::float_ || types_.is(argument, Fact::number);
    });
  }

  RuleContext& c_;
  const Tree& tree_;
  const Names& names_;
  const Types& types_;
};

void run(RuleContext& context) {
  OperandPass(context).run();
}

constexpr RuleInfo kRules[] = {{kRule, "gives operands the form that MindSpore takes",
                                "`input=` of a layer, a list of einsum's operands, a number of numpy's "
                                "before a tensor, `layout=` of randn_tensor",
                                "", "self.proj(input=x) -> self.proj(x)"}};

}  // namespace

extern const Pass kPass{.name = "operands", .phase = Phase::values, .rules = kRules, .run = run};

}  // namespace mintport::rules::operands
