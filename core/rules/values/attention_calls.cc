// Calls of torch's scaled_dot_product_attention that the port's fused one cannot answer: it leaves is_causal
// and enable_gqa out. The same module has math_attention_op, which takes both.

#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/pass.hh"

namespace mintport::rules::attention_calls {
namespace {

constexpr const char* kRule = "attention-call";
constexpr const char* kFunction = "torch.nn.functional.scaled_dot_product_attention";

class AttentionCallPass {
 public:
  explicit AttentionCallPass(RuleContext& context)
      : c_(context), tree_(context.in.tree), names_(context.in.names) {}

  void run() {
    for (NodeId id : tree_.of(Kind::call)) {
      if (!c_.draft.removed(id) && names_.qualified(tree_.child(id, Field::function)) == kFunction) call(id);
    }
  }

 private:
  void call(NodeId id) {
    const NodeId function = tree_.child(id, Field::function), list = tree_.child(id, Field::arguments);
    const Entry* entry = c_.in.tables.find(kFunction);
    if (list == kNoNode || entry == nullptr || entry->target.rfind('.') == std::string::npos) return;
    for (NodeId argument : tree_.named_children(list)) {
      if (tree_[argument].kind != Kind::keyword_argument) continue;
      const std::string_view key = tree_.text(tree_.child(argument, Field::name));
      const NodeId value = tree_.child(argument, Field::value);
      if ((key != "is_causal" && key != "enable_gqa") || tree_[value].kind == Kind::false_) continue;
      const std::string module = entry->target.substr(0, entry->target.rfind('.'));
      const Spelled spelled = c_.speller.spell(module + ".math_attention_op");
      Change change = make_change(kRule, "the port's fused attention leaves `" + std::string(key) + "` out",
                                  {{tree_[function].range, spelled.text}}, {spelled.import});
      if (tree_[value].kind == Kind::true_) {
        if (c_.draft.add(std::move(change))) c_.draft.claim(function);
        return;
      }
      change.applicability = Applicability::maybe;
      change.note = "call math_attention_op, which takes it";
      DraftFinding finding{FindingKind::difference,
                           kRule,
                           kFunction,
                           "the port's fused attention leaves `" + std::string(key) +
                               "` out: where it may be true, math_attention_op of the same module takes it",
                           tree_[argument].range,
                           {}};
      finding.fixes.push_back(std::move(change));
      c_.draft.add(std::move(finding));
      return;
    }
  }

  RuleContext& c_;
  const Tree& tree_;
  const Names& names_;
};

void run(RuleContext& context) {
  AttentionCallPass(context).run();
}

constexpr RuleInfo kRules[] = {{kRule,
                                "writes attention out where the port's fused one leaves an argument out",
                                "is_causal or enable_gqa is True", "where either may be true",
                                "F.scaled_dot_product_attention(q, k, v, is_causal=True) -> "
                                "math_attention_op(q, k, v, is_causal=True)"}};

}  // namespace

extern const Pass kPass{.name = "attention-calls", .phase = Phase::values, .rules = kRules, .run = run};

}  // namespace mintport::rules::attention_calls
