// Numbers that numpy makes, where MindSpore wants its own or Python's: a product that says a tensor's shape,
// and an element of an array that stands for a timestep or an index of tensors.

#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/pass.hh"

namespace mintport::rules::array_numbers {
namespace {

constexpr const char* kRule = "array-number";

class ArrayNumberPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    each(Kind::call, [&](NodeId id) { product(id); });
    each(Kind::assignment, [&](NodeId id) { element(id); });
  }

 private:
  // x.reshape(n, c * np.prod(rest)): shapes must be Python ints.
  void product(NodeId id) {
    const NodeId function = tree_.child(id, Field::function);
    if (function == kNoNode || names_.qualified(function) != "numpy.prod") return;
    NodeId at = tree_[id].parent;
    while (tree_[at].kind == Kind::binary_operator || tree_[at].kind == Kind::tuple) at = tree_[at].parent;
    const NodeId call = tree_[at].kind == Kind::argument_list ? tree_[at].parent : kNoNode;
    const NodeId method = call == kNoNode ? kNoNode : tree_.child(call, Field::function);
    if (method == kNoNode || tree_[method].kind != Kind::attribute) return;
    const std::string_view name = tree_.text(tree_.child(method, Field::attribute));
    if ((name != "reshape" && name != "view") || !types_.is(tree_.child(method, Field::object), Fact::tensor))
      return;
    const ByteOffset end = tree_[id].range.end;
    c_.draft.add(resting_on(evidence_of(c_.in, tree_.child(method, Field::object)),
                            make_change(kRule, "shapes must be Python ints", {{{end, end}, ".item()"}})));
  }

  // `timestep = self.array[i]`, where timestep is a parameter: tensors cannot be indexed with numpy's
  // numbers.
  void element(NodeId id) {
    const NodeId left = tree_.child(id, Field::left), right = tree_.child(id, Field::right);
    if (left == kNoNode || right == kNoNode || tree_[right].kind != Kind::subscript) return;
    if (tree_[left].kind != Kind::identifier || !types_.is(tree_.child(right, Field::value), Fact::ndarray))
      return;
    const NodeId index = tree_.child(right, Field::subscript);
    if (index == kNoNode || !is_one_place(index) || !is_parameter(left)) return;
    const Spelled made = c_.speller.spell("mindspore.tensor");
    const ByteRange range = tree_[right].range;
    Change change = make_change(
        kRule, "a numpy number cannot index a tensor",
        {{{range.begin, range.begin}, made.text + "("}, {{range.end, range.end}, ")"}}, {made.import});
    c_.draft.add(resting_on(evidence_of(c_.in, tree_.child(right, Field::value)), std::move(change)));
  }

  bool is_one_place(NodeId index) const {
    const Kind kind = tree_[index].kind;
    return kind == Kind::integer || kind == Kind::binary_operator || kind == Kind::unary_operator ||
           types_.is(index, Fact::number);
  }

  // A parameter that is declared as a number: of an array of more dimensions it would get no element.
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
