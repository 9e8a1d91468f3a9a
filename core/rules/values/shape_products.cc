// The number of elements of a shape. torch.Size counts them itself; a shape of MindSpore is a tuple.

#include "core/base/text.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::shape_products {
namespace {

constexpr const char* kRule = "shape-product";

class ShapeProductPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    each_call([&](NodeId id, const CallView& call) {
      const auto callee = attribute_view(tree_, call.function);
      if (callee && tree_.text(callee->name) == "numel" && tree_.named_children(call.list).empty() &&
          types_.is(callee->object, Fact::shape))
        product(id, callee->object);
    });
  }

 private:
  // x.shape.numel() -> math.prod(x.shape)
  void product(NodeId call, NodeId shape) {
    const Spelled spelled = c_.speller.spell("math.prod");
    const ByteOffset begin = tree_[call].range.begin;
    if (c_.draft.add(resting_on(evidence_of(c_.in, shape),
                                make_change(kRule, "a shape is a tuple in MindSpore",
                                            {{{begin, begin}, spelled.text + "("},
                                             {{tree_[shape].range.end, tree_[call].range.end}, ")"}},
                                            {spelled.import}))))
      c_.draft.claim(tree_.child(call, Field::function));
  }
};

bool wanted(const RuleInput& input) {
  return contains(input.tree.source().text(), ".numel()");
}

void run(RuleContext& context) {
  ShapeProductPass(context).run();
}

constexpr RuleInfo kRules[] = {{kRule, "multiplies the sizes of a shape with math.prod",
                                "the value is known to be a shape", "",
                                "x.shape.numel() -> math.prod(x.shape)"}};

}  // namespace

extern const Pass kPass{
    .name = "shape-products", .phase = Phase::values, .rules = kRules, .wanted = wanted, .run = run};

}  // namespace mintport::rules::shape_products
