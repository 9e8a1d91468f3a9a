// Functions that numpy computes, because MindSpore's do not run on every device or accept only tensors
// (torch.quantile; torch.searchsorted of a number), by the tables. Also conversions between arrays and
// tensors that torch spells differently: np.array(tensor), torch.from_numpy(x).to(dtype=...).

#include <algorithm>

#include "core/rules/draft/classes.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::numpy_calls {
namespace {

constexpr const char* kRule = "numpy-call";

class NumpyPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    each_call([&](NodeId id, const CallView& call) { look(id, call.function, call.list); });
  }

 private:
  void look(NodeId id, NodeId function, NodeId list) {
    if (const auto method = attribute_view(tree_, function); method && tree_.is(method->object, Kind::call))
      return cast_of_array(*method, list);
    const std::string q = names_.qualified(function);
    if (q == "numpy.array") return array_of_tensor(id, list);
    if (!leads_to_torch(q)) return;
    if (in_ranges(q, id)) return range(id, function, list);
    const Entry* entry = c_.in.tables.find(q);
    if (entry != nullptr && !entry->numpy.function.empty()) by_numpy(*entry, id, function, list);
  }

  // np.array(a * b) of tensors becomes (a * b).asnumpy(). Excludes plain names: asnumpy() would share the
  // memory, but np.array copies.
  void array_of_tensor(NodeId id, NodeId list) {
    const auto arguments = tree_.named_children(list);
    if (arguments.size() != 1 || !types_.is(arguments[0], Fact::tensor)) return;
    const ByteRange call = tree_[id].range, inner = tree_[arguments[0]].range;
    if (tree_[arguments[0]].kind == Kind::binary_operator) {
      array(arguments[0],
            {{{call.begin, tree_[list].range.begin}, ""}, {{call.end, call.end}, ".asnumpy()"}});
    } else if (tree_[arguments[0]].kind == Kind::call) {
      array(arguments[0], {{{call.begin, inner.begin}, ""}, {{inner.end, call.end}, ".asnumpy()"}});
    }
  }

  void array(NodeId tensor, std::vector<Edit> edits) {
    c_.draft.add(resting_on(evidence_of(c_.in, tensor),
                            make_change(kRule, "asnumpy returns the array of a tensor", std::move(edits))));
  }

  // torch.from_numpy(x).to(dtype=t): the tensor is made with its type.
  void cast_of_array(const AttributeView& method, NodeId list) {
    const NodeId made = method.object;
    const auto maker = call_view(tree_, made);
    if (!maker || names_.qualified(maker->function) != "torch.from_numpy") return;
    if (tree_.text(method.name) != "to") return;
    const auto arguments = tree_.named_children(maker->list);
    bool dtype = false;
    for (NodeId argument : tree_.named_children(list)) {
      const std::string_view key = keyword_of(tree_, argument);
      if (key != "dtype" && key != "device" && key != "non_blocking") return;
      dtype = dtype || key == "dtype";
    }
    if (!dtype || arguments.size() != 1 || tree_[arguments[0]].kind == Kind::keyword_argument) return;
    c_.draft.add(
        resting_on(evidence_at(tree_, made),
                   make_change(kRule, "the tensor is created with its dtype",
                               {{{tree_[arguments[0]].range.end, tree_[list].range.begin + 1}, ", "}})));
  }

  // The profile computes ranges (torch.linspace) with numpy in some classes.
  bool in_ranges(const std::string& q, NodeId id) const {
    const Profile* profile = c_.in.tables.profile();
    if (profile == nullptr || !profile->numpy_ranges.functions.contains(q)) return false;
    return derives_from_any(tree_, tree_.ancestor(id, Kind::class_definition), profile->numpy_ranges.classes);
  }

  // torch.linspace(a, b, n, dtype=t) -> ms.tensor(np.linspace(a, b, n), dtype=t), of numbers.
  void range(NodeId id, NodeId function, NodeId list) {
    NodeId last = kNoNode;
    std::size_t places = 0;
    bool dtype = false;
    for (NodeId argument : tree_.named_children(list)) {
      if (const std::string_view key = keyword_of(tree_, argument); !key.empty()) {
        if (key != "dtype" && key != "device") return;
        dtype = dtype || key == "dtype";
      } else {
        if (types_.is(argument, Fact::tensor) || tree_[argument].kind == Kind::list_splat) return;
        last = argument;
        ++places;
      }
    }
    if (places != 3) return;
    const Profile::NumpyRanges& ranges = c_.in.tables.profile()->numpy_ranges;
    const Spelled made = c_.speller.spell("mindspore.tensor"),
                  element = c_.speller.spell("mindspore.float32"),
                  numpy = c_.speller.spell(ranges.functions.at(names_.qualified(function)));
    // Rewrites the last leaf of the arguments, because an insertion after it would be removed with a
    // following `device=`.
    const NodeId leaf = last_leaf(last);
    Change change = make_change(kRule, "numpy computes the range",
                                {{tree_[function].range, made.text + "(" + numpy.text},
                                 {tree_[leaf].range, std::string(tree_.text(leaf)) + ")"}},
                                {made.import, numpy.import});
    change.evidence = "in " + evidence_at(tree_, tree_.ancestor(id, Kind::class_definition));
    const ByteOffset end = tree_[id].range.end;
    if (!dtype) change.edits.push_back({{end - 1, end}, ", dtype=" + element.text + ")"});
    if (c_.draft.add(std::move(change))) c_.draft.claim(function);
  }

  NodeId last_leaf(NodeId node) const {
    NodeId leaf = node;
    for (NodeId id = node; id < tree_[node].last; ++id) {
      if (tree_[id].last == id + 1 && tree_[id].range.end == tree_[node].range.end) leaf = id;
    }
    return leaf;
  }

  // torch.quantile(x, q, dim=1) -> ms.Tensor.from_numpy(np.quantile(x.asnumpy(), q, axis=1))
  // torch.linalg.solve(a, b) -> ms.Tensor.from_numpy(np.linalg.solve(a.asnumpy(), b.asnumpy()))
  void by_numpy(const Entry& entry, NodeId id, NodeId function, NodeId list) {
    const auto arguments = tree_.named_children(list);
    if (arguments.size() < 2 || tree_[arguments[0]].kind == Kind::keyword_argument) return;
    if (tree_[arguments[0]].kind == Kind::list_splat || tree_[arguments[1]].kind == Kind::keyword_argument)
      return;
    if (entry.numpy.of_number && !is_number(arguments[1])) return;
    const bool two = entry.numpy.of_two;
    if (two && arguments.size() > 2) return;
    if (!two && !entry.numpy.of_number && !has_axis(arguments)) return;  // else the result is a number
    const Spelled numpy = c_.speller.spell(entry.numpy.function);
    const Spelled made =
        c_.speller.spell(entry.element.empty() ? "mindspore.Tensor.from_numpy" : "mindspore.tensor");
    const ByteOffset end = tree_[id].range.end;
    Change change =
        make_change(kRule, entry.source + " becomes " + entry.numpy.function,
                    {{tree_[function].range, made.text + "(" + numpy.text}}, {made.import, numpy.import});
    change.evidence = evidence_of(c_.in, arguments[entry.numpy.of_number ? 1 : 0]);
    take_array(arguments[0], change);
    if (two) take_array(arguments[1], change);
    std::string tail = ")";
    if (!entry.element.empty()) tail = ", dtype=" + c_.speller.spell(entry.element).text + ")";
    change.edits.push_back({{end, end}, tail});
    if (!c_.draft.add(std::move(change))) return;
    c_.draft.claim(function);
    if (entry.numpy.difference.empty()) return;
    c_.draft.add(DraftFinding{
        FindingKind::difference, kRule, entry.source, entry.numpy.difference, tree_[id].range, {}});
  }

  void take_array(NodeId argument, Change& change) const {
    const ByteRange range = tree_[argument].range;
    const bool operation = tree_[argument].kind == Kind::binary_operator;
    if (operation) change.edits.push_back({{range.begin, range.begin}, "("});
    change.edits.push_back({{range.end, range.end}, operation ? ").asnumpy()" : ".asnumpy()"});
  }

  bool has_axis(const std::vector<NodeId>& arguments) const {
    return std::any_of(arguments.begin() + 2, arguments.end(), [&](NodeId argument) {
      return tree_[argument].kind != Kind::keyword_argument || keyword_of(tree_, argument) == "dim";
    });
  }

  // True for a number, or a value of the configuration that __init__ declares as one.
  bool is_number(NodeId node) const {
    if (types_.is(node, Fact::number)) return true;
    return tree_.text(node).starts_with("self.config.") &&
           is_number_parameter(tree_, tree_.ancestor(node, Kind::class_definition),
                               tree_.text(node).substr(12));
  }
};

void run(RuleContext& context) {
  NumpyPass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "uses numpy where the target has no function, and converts between arrays and tensors",
     "the table names a numpy function and the arguments fit; np.array of a computed tensor; "
     "torch.from_numpy(x).to(dtype=t); ranges if the profile asks for it",
     "a numpy result of another dtype", "np.array(x ** 0.5) -> (x ** 0.5).asnumpy()"}};

}  // namespace

extern const Pass kPass{.name = "numpy-calls", .phase = Phase::values, .rules = kRules, .run = run};

}  // namespace mintport::rules::numpy_calls
