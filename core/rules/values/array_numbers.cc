// numpy's numbers in places where MindSpore requires Python's or its own: a product in a tensor's shape, and
// an array element used as a timestep or an index of tensors.

#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::array_numbers {
namespace {

constexpr const char* kRule = "array-number";

class ArrayNumberPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    each_call([&](NodeId id, const CallView& call) { product(id, call.function); });
    each(Kind::assignment, [&](NodeId id) { element(id); });
  }

 private:
  // x.reshape(n, c * np.prod(rest)): shapes must be Python ints.
  void product(NodeId id, NodeId function) {
    if (names_.qualified(function) != "numpy.prod") return;
    NodeId at = tree_[id].parent;
    while (tree_.is(at, Kind::binary_operator, Kind::tuple)) at = tree_[at].parent;
    const auto method = method_view(tree_, tree_.is(at, Kind::argument_list) ? tree_[at].parent : kNoNode);
    if (!method || !types_.is(method->object, Fact::tensor)) return;
    const std::string_view name = tree_.text(method->name);
    if (name != "reshape" && name != "view") return;
    const ByteOffset end = tree_[id].range.end;
    c_.draft.add(resting_on(evidence_of(c_.in, method->object),
                            make_change(kRule, "shapes must be Python ints", {{{end, end}, ".item()"}})));
  }

  // `timestep = self.array[i]`, if timestep is a parameter: tensors cannot be indexed with numpy's numbers.
  void element(NodeId id) {
    const auto assignment = assignment_view(tree_, id);
    if (!assignment || !tree_.is(assignment->left, Kind::identifier)) return;
    const auto element = subscript_view(tree_, assignment->right);
    if (!element || !types_.is(element->object, Fact::ndarray)) return;
    if (!is_one_place(element->index) || !is_parameter(assignment->left)) return;
    const Spelled made = c_.speller.spell("mindspore.tensor");
    const ByteRange range = tree_[assignment->right].range;
    Change change = make_change(
        kRule, "a numpy number cannot index a tensor",
        {{{range.begin, range.begin}, made.text + "("}, {{range.end, range.end}, ")"}}, {made.import});
    c_.draft.add(resting_on(evidence_of(c_.in, element->object), std::move(change)));
  }

  bool is_one_place(NodeId index) const {
    const Kind kind = tree_[index].kind;
    return kind == Kind::integer || kind == Kind::binary_operator || kind == Kind::unary_operator ||
           types_.is(index, Fact::number);
  }

  // True for a parameter declared as a number; for any other, an element of an array may itself be an array.
  bool is_parameter(NodeId name) const {
    const GroupId group = names_.group_of(name);
    if (group == kNoGroup) return false;
    for (const Binding& binding : names_.groups()[group].bindings) {
      if (binding.kind == Binding::Kind::parameter) return types_.is(binding.node, Fact::number);
    }
    return false;
  }
};

bool wanted(const RuleInput& input) {
  return input.names.binds("np") || input.names.binds("numpy");
}

void run(RuleContext& context) {
  ArrayNumberPass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "converts numpy numbers to Python ints in shapes, and to tensors where they index tensors",
     "np.prod in reshape or view of a tensor; an element of an array that is assigned to a parameter "
     "declared as a number",
     "", "x.reshape(n, c * np.prod(rest)) -> x.reshape(n, c * np.prod(rest).item())"}};

}  // namespace

extern const Pass kPass{
    .name = "array-numbers", .phase = Phase::values, .rules = kRules, .wanted = wanted, .run = run};

}  // namespace mintport::rules::array_numbers
