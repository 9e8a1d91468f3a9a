// In code examples, torch.Generator(...).manual_seed(seed) -> np.random.Generator(np.random.PCG64(seed)): the
// spelling of the port's documentation. In code the reference rules make numpy.random.default_rng(seed) of
// it, which is the same.

#include "core/rules/rules.hh"

namespace mintport {
namespace {

constexpr const char* kRule = "torch-generator";

class GeneratorPass {
 public:
  explicit GeneratorPass(RuleContext& context)
      : c_(context), tree_(context.in.tree), names_(context.in.names) {}

  void run() {
    if (tree_.source().text().find("manual_seed") == std::string_view::npos) return;
    for (NodeId id = 0; id < tree_.nodes().size(); ++id) {
      if (tree_[id].kind == Kind::call && !c_.draft.removed(id)) call(id);
    }
  }

 private:
  void call(NodeId id) {
    const NodeId function = tree_.child(id, Field::function), list = tree_.child(id, Field::arguments);
    if (function == kNoNode || list == kNoNode || tree_[list].kind != Kind::argument_list) return;
    if (tree_[function].kind != Kind::attribute || tree_.named_children(list).size() != 1) return;
    if (tree_.text(tree_.child(function, Field::attribute)) != "manual_seed") return;
    NodeId reference = tree_.child(function, Field::object);
    if (tree_[reference].kind == Kind::call) {
      reference = tree_.child(reference, Field::function);
      if (names_.qualified(reference) != "torch.Generator") return;
    } else if (names_.qualified(function) == "torch.manual_seed" &&
               tree_[tree_[id].parent].kind != Kind::expression_statement) {
      reference = function;  // the generator of all of torch, used as one of the pipeline's
    } else {
      return;
    }
    rewrite(id, reference, list);
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

  RuleContext& c_;
  const Tree& tree_;
  const Names& names_;
};

}  // namespace

void generator_rules(RuleContext& context) {
  GeneratorPass(context).run();
}

}  // namespace mintport
