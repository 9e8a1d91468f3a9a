// Calls of torch's scaled_dot_product_attention with is_causal or enable_gqa, which the port's fused version
// ignores. math_attention_op of the same module supports both.

#include "core/base/text.hh"
#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::attention_calls {
namespace {

constexpr const char* kRule = "attention-call";
constexpr const char* kWhole = "math_attention_op";
constexpr const char* kFunction = "torch.nn.functional.scaled_dot_product_attention";

class AttentionCallPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    each_call([&](NodeId, const CallView& call) {
      if (names_.qualified(call.function) == kFunction) attention(call);
    });
  }

 private:
  void attention(const CallView& call) {
    const Entry* entry = c_.in.tables.find(kFunction);
    const std::string module = entry == nullptr ? "" : entry->target.substr(0, entry->target.rfind('.'));
    if (!c_.in.tables.port_has(module, kWhole)) return;
    for (NodeId argument : tree_.named_children(call.list)) {
      if (!is_any(keyword_of(tree_, argument), {"is_causal", "enable_gqa"})) continue;
      const Kind value = tree_[tree_.child(argument, Field::value)].kind;
      if (value != Kind::false_) return write_out(call.function, argument, module, value == Kind::true_);
    }
  }

  void write_out(NodeId function, NodeId argument, const std::string& module, bool certain) {
    const Spelled spelled = c_.speller.spell(module + "." + kWhole);
    const std::string ignores =
        "the port's fused attention ignores `" + std::string(keyword_of(tree_, argument)) + "`";
    Change change = make_change(kRule, ignores, {{tree_[function].range, spelled.text}}, {spelled.import});
    if (certain) {
      if (c_.draft.add(std::move(change))) c_.draft.claim(function);
      return;
    }
    change.applicability = Applicability::maybe;
    change.note = "call math_attention_op, which takes it";
    c_.draft.add(DraftFinding{FindingKind::difference,
                              kRule,
                              kFunction,
                              ignores + "; where it may be true, call math_attention_op of the same module",
                              tree_[argument].range,
                              {std::move(change)}});
  }
};

void run(RuleContext& context) {
  AttentionCallPass(context).run();
}

constexpr RuleInfo kRules[] = {{kRule,
                                "calls the port's unfused attention where the fused one ignores an argument",
                                "is_causal or enable_gqa is True", "either may be true",
                                "F.scaled_dot_product_attention(q, k, v, is_causal=True) -> "
                                "math_attention_op(q, k, v, is_causal=True)"}};

}  // namespace

extern const Pass kPass{.name = "attention-calls", .phase = Phase::values, .rules = kRules, .run = run};

}  // namespace mintport::rules::attention_calls
