// Operands that MindSpore takes in another form: positional instead of `input=` of layers, separate operands
// of einsum, and Python's numbers instead of numpy's, which would turn a tensor into an array.

#include <algorithm>

#include "core/base/text.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::operands {
namespace {

constexpr const char* kRule = "operand";

class OperandPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    each_call([&](NodeId, const CallView& call) {
      const auto arguments = tree_.named_children(call.list);
      if (arguments.empty()) return;
      const std::string q = names_.qualified(call.function);
      layer_input(call.function, arguments);
      layout(q, arguments);
      operand_list(q, arguments);
    });
    each(Kind::binary_operator, [&](NodeId id) { number(id); });
  }

 private:
  // self.proj(input=x), where proj is a layer of torch's: Cells call it otherwise.
  void layer_input(NodeId function, const std::vector<NodeId>& arguments) {
    if (keyword_of(tree_, arguments[0]) != "input" || !types_.is(function, Fact::layer)) return;
    const NodeId value = tree_.child(arguments[0], Field::value);
    c_.draft.add(
        resting_on(evidence_of(c_.in, function),
                   make_change(kRule, "MindSpore layers take their input by position",
                               {{{tree_[arguments[0]].range.begin, tree_[value].range.begin}, ""}})));
  }

  // randn_tensor(..., layout=x.layout) of the package: MindSpore's tensors have no layout.
  void layout(const std::string& q, const std::vector<NodeId>& arguments) {
    if (!c_.in.tables.library().has(q) || last_part(q) != "randn_tensor") return;
    for (NodeId argument : arguments) {
      if (keyword_of(tree_, argument) == "layout")
        c_.draft.remove_item(kRule, "MindSpore tensors have no layout", argument);
    }
  }

  // torch.einsum(equation, [a, b]) -> einsum(equation, a, b)
  void operand_list(const std::string& q, const std::vector<NodeId>& arguments) {
    if (q != "torch.einsum" || arguments.size() != 2) return;
    if (!tree_.is(arguments[1], Kind::list, Kind::tuple)) return;
    const auto operands = tree_.named_children(arguments[1]);
    if (operands.empty()) return;
    const ByteRange whole = tree_[arguments[1]].range;
    c_.draft.add(make_change(kRule, "einsum takes its operands one by one",
                             {{{whole.begin, tree_[operands.front()].range.begin}, ""},
                              {{tree_[operands.back()].range.end, whole.end}, ""}}));
  }

  // np.sqrt(2.0) * x of a tensor: the numpy number comes first and would make an array.
  void number(NodeId id) {
    const auto sides = binary_view(tree_, id);
    if (!sides || !types_.is(sides->right, Fact::tensor) || !is_number_of_numpy(sides->left)) return;
    const ByteRange range = tree_[sides->left].range;
    c_.draft.add(
        resting_on(evidence_of(c_.in, sides->right),
                   make_change(kRule, "a numpy number on the left makes an array of a tensor",
                               {{{range.begin, range.begin}, "float("}, {{range.end, range.end}, ")"}})));
  }

  // np.sqrt(2.0), np.log(n): a function of numpy that is given numbers alone.
  bool is_number_of_numpy(NodeId node) const {
    const auto call = call_view(tree_, node);
    const std::string q = call ? names_.qualified(call->function) : std::string();
    if (!q.starts_with("numpy.") || q.find('.', 6) != std::string::npos) return false;
    const auto arguments = tree_.named_children(call->list);
    return !arguments.empty() && std::all_of(arguments.begin(), arguments.end(), [&](NodeId argument) {
      return tree_.is(argument, Kind::integer, Kind::float_) || types_.is(argument, Fact::number);
    });
  }
};

void run(RuleContext& context) {
  OperandPass(context).run();
}

constexpr RuleInfo kRules[] = {{kRule, "writes operands in the form that MindSpore takes",
                                "`input=` of a layer, a list of einsum operands, a numpy number before a "
                                "tensor, `layout=` of randn_tensor",
                                "", "self.proj(input=x) -> self.proj(x)"}};

}  // namespace

extern const Pass kPass{.name = "operands", .phase = Phase::values, .rules = kRules, .run = run};

}  // namespace mintport::rules::operands
