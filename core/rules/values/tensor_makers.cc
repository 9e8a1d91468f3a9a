// torch.Tensor and the typed classes as constructors. They make elements of a fixed type for any argument,
// and accept numbers as a size; MindSpore's Tensor does neither: torch.LongTensor([1.0]) -> ms.tensor([1.0],
// dtype=ms.int64), torch.Tensor(2, 3) -> mint.zeros((2, 3), dtype=ms.float32).

#include <algorithm>

#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::tensor_makers {
namespace {

constexpr const char* kRule = "typed-tensor";
constexpr const char* kNote = "the class fixes the type of the elements";

class TensorMakerPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    for (const Reference& reference : names_.references()) {
      if (tree_[reference.node].field != Field::function || c_.draft.removed(reference.node)) continue;
      const std::string element = element_of(reference.qualified);
      if (!element.empty()) call(tree_[reference.node].parent, reference.node, element);
    }
  }

 private:
  // "mindspore.int64"; empty for any other name.
  std::string element_of(const std::string& q) const {
    if (q == "torch.Tensor") return "mindspore.float32";
    const Entry* entry = leads_to_torch(q) ? c_.in.tables.find(q) : nullptr;
    return entry != nullptr && entry->target == "mindspore.Tensor" ? entry->element : std::string();
  }

  void call(NodeId id, NodeId function, const std::string& element) {
    const auto arguments = call_arguments(tree_, id);
    const bool plain = std::none_of(arguments.begin(), arguments.end(), [&](NodeId argument) {
      return tree_.is(argument, Kind::keyword_argument, Kind::dictionary_splat);
    });
    if (arguments.empty() || !plain) return;
    if (arguments.size() > 1 || is_size(arguments[0])) {
      sized(id, function, arguments, element);
    } else if (holds_elements(arguments[0])) {
      filled(function, arguments[0], element);
    } else if (!types_.is(arguments[0], Fact::tensor)) {
      c_.draft.add(DraftFinding{
          FindingKind::difference,
          kRule,
          names_.qualified(function),
          "torch makes " + c_.speller.spell(element).text +
              " elements, or a tensor of this size; MindSpore keeps the type of the elements and "
              "takes no size; write ms.tensor(..., dtype=...) or mint.zeros(...)",
          tree_[id].range,
          {}});
    }
  }

  bool is_size(NodeId argument) const {
    return tree_.is(argument, Kind::integer, Kind::list_splat) || types_.is(argument, Fact::number) ||
           types_.is(argument, Fact::shape);
  }

  bool holds_elements(NodeId argument) const {
    return tree_.is(argument, Kind::list, Kind::tuple, Kind::list_comprehension) ||
           types_.is(argument, Fact::list) || types_.is(argument, Fact::ndarray);
  }

  // True for [0.0, 1.5]: MindSpore also makes float32 of it.
  bool is_of_floats(NodeId argument) const {
    const auto elements = tree_.named_children(argument);
    return tree_[argument].kind == Kind::list && !elements.empty() &&
           std::all_of(elements.begin(), elements.end(),
                       [&](NodeId element) { return tree_[element].kind == Kind::float_; });
  }

  void filled(NodeId function, NodeId argument, const std::string& element) {
    const Spelled made = c_.speller.spell("mindspore.tensor"), type = c_.speller.spell(element);
    Change change = make_change(kRule, kNote, {{tree_[function].range, made.text}}, {made.import});
    if (element != "mindspore.float32" || !is_of_floats(argument)) {
      const ByteOffset end = tree_[argument].range.end;
      change.edits.push_back({{end, end}, ", dtype=" + type.text});
      change.imports.push_back(type.import);
    }
    if (c_.draft.add(std::move(change))) c_.draft.claim(function);
  }

  void sized(NodeId id, NodeId function, const std::vector<NodeId>& sizes, const std::string& element) {
    const Spelled made = c_.speller.spell("mindspore.mint.zeros"), type = c_.speller.spell(element);
    const bool whole = sizes.size() == 1 && types_.is(sizes[0], Fact::shape);
    const ByteOffset open = tree_[sizes.front()].range.begin, close = tree_[sizes.back()].range.end;
    Change change =
        make_change(kRule, kNote, {{tree_[function].range, made.text}}, {made.import, type.import});
    if (!whole) change.edits.push_back({{open, open}, "("});
    change.edits.push_back({{close, close},
                            std::string(whole               ? ""
                                        : sizes.size() == 1 ? ",)"
                                                            : ")") +
                                ", dtype=" + type.text});
    change.evidence = evidence_at(tree_, id);
    if (c_.draft.add(std::move(change))) c_.draft.claim(function);
  }
};

void run(RuleContext& context) {
  TensorMakerPass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "gives a tensor the element type of its torch class, and makes zeros of a size",
     "the argument is a list, an array, or numbers", "the argument may be a size or elements",
     "torch.LongTensor([1.0]) -> ms.tensor([1.0], dtype=ms.int64)"}};

}  // namespace

extern const Pass kPass{.name = "tensor-makers", .phase = Phase::values, .rules = kRules, .run = run};

}  // namespace mintport::rules::tensor_makers
