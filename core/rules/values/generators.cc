// Generators are numpy's. In code examples, torch.Generator(...).manual_seed(seed) becomes
// np.random.Generator(np.random.PCG64(seed)), as in the port's documentation; in code, the equivalent
// numpy.random.default_rng(seed). Runs before the device rules, because the generator's device is dropped.
// torch.manual_seed(seed) returns torch's global generator: if it is used as a generator, it becomes numpy's
// too, unless later code in the function draws from the global one.

#include <algorithm>

#include "core/base/text.hh"
#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::generators {
namespace {

constexpr const char* kRule = "torch-generator";

class GeneratorPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    if (contains(tree_.source().text(), "manual_seed")) {
      each_call([&](NodeId id, const CallView& call) { seed(id, call); });
    }
    for (const Reference& reference : names_.references()) {
      if (reference.qualified == "torch.Generator" && tree_[reference.node].field == Field::function &&
          !c_.draft.removed(reference.node) && !c_.draft.claimed(reference.node)) {
        make_generator(tree_[reference.node].parent);
      }
    }
  }

 private:
  void seed(NodeId id, const CallView& call) {
    const auto [function, list] = call;
    const auto callee = attribute_view(tree_, function);
    if (!callee || tree_.only_child(list) == kNoNode || tree_.text(callee->name) != "manual_seed") return;
    if (!c_.in.options.example) {
      if (names_.qualified(function) == "torch.manual_seed" && is_generator(id) && !draws_behind(id))
        as_value(function);
      else
        seeded_later(id, function);
      return;
    }
    NodeId reference = callee->object;
    if (tree_[reference].kind == Kind::call) {
      reference = callee_of(tree_, reference);
      if (names_.qualified(reference) != "torch.Generator") return;
    } else if (names_.qualified(function) == "torch.manual_seed" &&
               tree_[tree_[id].parent].kind != Kind::expression_statement) {
      reference = function;  // the global generator of torch, used as the pipeline's
    } else {
      return;
    }
    rewrite(id, reference, list);
  }

  // g.manual_seed(s) of an existing generator, or torch's own as a value.
  void seeded_later(NodeId id, NodeId function) {
    const Kind object = tree_[tree_.child(function, Field::object)].kind;
    const bool read = tree_[tree_[id].parent].kind != Kind::expression_statement;
    if (read && is_any(names_.qualified(function), {"torch.manual_seed", "torch.random.manual_seed"})) {
      c_.draft.add(DraftFinding{
          FindingKind::difference,
          kRule,
          "torch.manual_seed",
          "mindspore.manual_seed returns no generator; write np.random.default_rng(seed) for one",
          tree_[id].range,
          {}});
    }
    if (!names_.qualified(function).empty() || (object != Kind::identifier && object != Kind::attribute))
      return;
    c_.draft.add(DraftFinding{
        FindingKind::unmapped,
        kRule,
        ".manual_seed",
        "numpy generators take their seed when created; write np.random.default_rng(seed) instead",
        tree_[id].range,
        {}});
  }

  // True in generator = torch.manual_seed(0), f(generator=...), {"generator": ...}, alone or in a list.
  bool is_generator(NodeId call) const {
    NodeId at = call, up = tree_[at].parent;
    while (tree_.is(up, Kind::list, Kind::list_comprehension, Kind::conditional_expression)) {
      at = up;
      up = tree_[at].parent;
    }
    NodeId name = kNoNode;
    if (tree_[up].kind == Kind::assignment) name = tree_.child(up, Field::left);
    if (tree_[up].kind == Kind::keyword_argument) name = tree_.child(up, Field::name);
    if (tree_[up].kind == Kind::pair) name = tree_.child(up, Field::key);
    return name != kNoNode && name != at && tree_.text(name).find("generator") != std::string_view::npos;
  }

  // True if the function creates random tensors later, from the global seed that torch.manual_seed sets.
  bool draws_behind(NodeId call) const {
    const NodeId around = tree_.ancestor(call, Kind::function_definition);
    const NodeId end = around == kNoNode ? static_cast<NodeId>(tree_.nodes().size()) : tree_[around].last;
    const auto& all = names_.references();
    return std::any_of(all.begin(), all.end(), [&](const Reference& one) {
      return one.node > call && one.node < end && one.qualified.starts_with("torch.rand");
    });
  }

  void as_value(NodeId function) {
    const Spelled made = c_.speller.spell("numpy.random.default_rng");
    if (c_.draft.add(make_change(kRule, "the port uses numpy generators",
                                 {{tree_[function].range, made.text}}, {made.import})))
      c_.draft.claim(function);
  }

  void rewrite(NodeId id, NodeId reference, NodeId list) {
    NodeId first = reference;
    while (tree_[first].kind == Kind::attribute) first = tree_.child(first, Field::object);
    const Spelled generator = c_.speller.spell("numpy.random.Generator"),
                  bits = c_.speller.spell("numpy.random.PCG64");
    const ByteOffset open = tree_[list].range.begin + 1, end = tree_[id].range.end;
    Change change = make_change(kRule, "random numbers come from numpy",
                                {{tree_[first].range, generator.text + "(" + bits.text + "("},
                                 {{tree_[first].range.end, open}, ""},
                                 {{end - 1, end}, "))"}},
                                {generator.import});
    c_.draft.remove(std::move(change));
    c_.draft.claim(reference);
  }

  // torch.Generator(...).manual_seed(s) -> np.random.default_rng(s): numpy's generators take their seed when
  // created.
  void make_generator(NodeId call) {
    const Spelled maker = c_.speller.spell("numpy.random.default_rng");
    const NodeId attribute = tree_[call].field == Field::object ? tree_[call].parent : kNoNode;
    const NodeId seeding = attribute != kNoNode && tree_[attribute].field == Field::function &&
                                   tree_.text(tree_.child(attribute, Field::attribute)) == "manual_seed"
                               ? tree_[attribute].parent
                               : kNoNode;
    if (seeding != kNoNode) {
      const NodeId list = tree_.child(seeding, Field::arguments);
      c_.draft.remove(make_change(kRule, "numpy generators take their seed when created",
                                  {{{tree_[call].range.begin, tree_[list].range.begin}, maker.text}},
                                  {maker.import}));
      return;
    }
    c_.draft.remove(make_change(kRule, "default_rng creates numpy generators",
                                {{tree_[call].range, maker.text + "()"}}, {maker.import}));
    // The call is removed, but the finding concerns the text that replaces it.
    c_.draft.add_anyway({FindingKind::difference,
                         kRule,
                         "torch.Generator",
                         "numpy generators take their seed when created; pass it to default_rng",
                         tree_[call].range,
                         {}});
  }
};

void run(RuleContext& context) {
  GeneratorPass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "replaces random generators with numpy generators, created with their seed",
     "torch.Generator(...).manual_seed(s), and torch.manual_seed(s) used as a generator",
     "generators created without a seed, or passed to functions that need a MindSpore generator", ""}};

}  // namespace

extern const Pass kPass{.name = "generators", .phase = Phase::values, .rules = kRules, .run = run};

}  // namespace mintport::rules::generators
