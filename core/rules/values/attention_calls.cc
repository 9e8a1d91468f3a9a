// Calls of torch's scaled_dot_product_attention with is_causal or enable_gqa, which the port's fused version
// ignores. math_attention_op of the same module supports both. The port's own attention function passes them
// on to that version, so its calls are reported. For the profile: where a layer of the port is at hand, its
// own method, which knows the layer's settings.

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
      const std::string q = names_.qualified(call.function);
      if (q == kFunction) attention(call);
      if (const std::string& own = c_.in.tables.library().conventions.attention;
          !own.empty() && last_part(q) == own && c_.in.tables.library().has(q))
        passed_on(call, q);
    });
  }

 private:
  // dispatch_attention_fn(q, k, v, is_causal=True)
  void passed_on(const CallView& call, const std::string& q) {
    for (const NodeId argument : ignored_arguments(call)) {
      const std::string name(keyword_of(tree_, argument));
      c_.draft.add(DraftFinding{FindingKind::difference,
                                kRule,
                                q,
                                "the port's fused attention ignores `" + name + "`" +
                                    (is_true(argument) ? "" : ", which may be true here") +
                                    "; pass a mask, or call math_attention_op of layers_compat with (batch, "
                                    "heads, tokens, dimension)",
                                tree_[argument].range,
                                {}});
    }
  }

  void attention(const CallView& call) {
    if (by_method(call)) return;
    const Entry* entry = c_.in.tables.find(kFunction);
    const std::string module = entry == nullptr ? "" : entry->target.substr(0, entry->target.rfind('.'));
    if (!c_.in.tables.port_has(module, kWhole)) return;
    const auto ignored = ignored_arguments(call);
    if (!ignored.empty()) write_out(call.function, ignored.front(), module, is_true(ignored.front()));
  }

  // The arguments that the fused version ignores, and that may be true.
  std::vector<NodeId> ignored_arguments(const CallView& call) const {
    std::vector<NodeId> out = tree_.named_children(call.list);
    std::erase_if(out, [this](NodeId argument) {
      return !is_any(keyword_of(tree_, argument), {"is_causal", "enable_gqa"}) ||
             tree_.is(tree_.child(argument, Field::value), Kind::false_);
    });
    return out;
  }

  bool is_true(NodeId argument) const { return tree_.is(tree_.child(argument, Field::value), Kind::true_); }

  // F.scaled_dot_product_attention(q, k, v) -> attn.scaled_dot_product_attention(q, k, v)
  bool by_method(const CallView& call) {
    const Profile* profile = c_.in.tables.profile();
    if (profile == nullptr || !profile->attention_method) return false;
    const NodeId layer = layer_at(call.function, profile->attention_method->layer);
    if (layer == kNoNode) return false;
    const std::string name(tree_.text(layer));
    for (NodeId argument : tree_.named_children(call.list)) {
      const std::string_view keyword = keyword_of(tree_, argument);
      const std::string_view value = tree_.text(tree_.child(argument, Field::value));
      if (tree_.is(argument, Kind::list_splat, Kind::dictionary_splat) || keyword == "enable_gqa")
        return false;
      if (keyword == "is_causal" && value != "False") return false;
      if (keyword == "scale" && value != name + ".scale") return false;
    }
    if (!c_.draft.add(
            make_change(kRule, "the layer computes attention with its own settings",
                        {{tree_[call.function].range, name + "." + profile->attention_method->method}})))
      return false;
    c_.draft.claim(call.function);
    return true;
  }

  // The parameter of the function around that is annotated with the layer's class and keeps its value.
  NodeId layer_at(NodeId at, const std::string& layer) const {
    const NodeId function = tree_.ancestor(at, Kind::function_definition);
    for (NodeId parameter : tree_.named_children(tree_.child(function, Field::parameters))) {
      const auto view = parameter_view(tree_, parameter);
      if (!view || !tree_.is(view->name, Kind::identifier) || !is_class(view->type, layer)) continue;
      const GroupId group = names_.group_of(view->name);
      if (group != kNoGroup && names_.groups()[group].bindings.size() == 1) return view->name;
    }
    return kNoNode;
  }

  bool is_class(NodeId type, const std::string& layer) const {
    const std::string_view text = tree_.text(type);
    const bool here = names_.module() + "." + std::string(last_part(layer)) == layer;
    const bool quoted = text.size() > 2 && text.front() == '"';
    const std::string_view name = quoted ? text.substr(1, text.size() - 2) : text;
    if (name != last_part(layer)) return false;
    const GroupId group = names_.find(0, name);
    return here || (group != kNoGroup && names_.groups()[group].qualified == layer);
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
                                "calls the port's unfused attention where the fused one ignores an argument, "
                                "and for the profile the method of a layer at hand",
                                "is_causal or enable_gqa is True; a parameter is annotated with the layer",
                                "either may be true, or the port's own attention function takes it",
                                "F.scaled_dot_product_attention(q, k, v, is_causal=True) -> "
                                "math_attention_op(q, k, v, is_causal=True)"}};

}  // namespace

extern const Pass kPass{.name = "attention-calls", .phase = Phase::values, .rules = kRules, .run = run};

}  // namespace mintport::rules::attention_calls
