// Helpers of HF that have no effect under MindSpore, by the tables. Form "drop_call": removes a statement
// that only calls the function, or the method of the library's pipelines on self, with its comment. Form
// "drop_override": removes a pipeline's override of such a method.

#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::helpers {
namespace {

constexpr const char* kRule = "helper";

class HelperPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    for (NodeId id : tree_.of(Kind::expression_statement)) {
      if (c_.draft.removed(id)) continue;
      if (const Entry* entry = called(id)) c_.draft.remove(kRule, entry->note, paragraph_range(tree_, id));
    }
    each(Kind::function_definition, [&](NodeId id) { override_of(id); });
  }

 private:
  const Entry* method(std::string_view name) const {
    return c_.in.tables.find(c_.in.tables.library().pipeline + "." + std::string(name));
  }

  // The entry of `helper()`, also with arguments without side effects, or `self.METHOD()`, if the statement
  // is nothing else.
  const Entry* called(NodeId statement) const {
    const auto call = call_view(tree_, tree_.only_child(statement));
    if (!call) return nullptr;
    const bool plain = tree_.is(call->function, Kind::identifier);
    for (NodeId argument : tree_.named_children(call->list)) {
      if (!plain || !is_pure(tree_, argument)) return nullptr;
    }
    const Entry* entry = nullptr;
    if (plain) entry = find_entry(c_.in.tables, c_.in.names.qualified(call->function));
    if (const auto own = attribute_view(tree_, call->function); own && tree_.text(own->object) == "self")
      entry = method(tree_.text(own->name));
    return entry != nullptr && entry->form == Form::drop_call ? entry : nullptr;
  }

  void override_of(NodeId function) {
    const NodeId owner = tree_[tree_[function].parent].parent;
    if (!tree_.is(owner, Kind::class_definition) || tree_.child(owner, Field::superclasses) == kNoNode)
      return;
    if (name_of(tree_, owner) == "DiffusionPipeline") return;
    const Entry* entry = method(name_of(tree_, function));
    if (entry == nullptr || entry->form != Form::drop_override) return;
    // Includes the comment above, and the blank lines before it.
    ByteRange range = statement_range(tree_, function, 20);
    const Source& source = tree_.source();
    for (std::uint32_t line = source.line_at(range.begin); line > 1; --line) {
      const ByteRange above = source.whole_line(line - 1);
      if (source.text(above).find_first_not_of(" \t\r\n") != std::string_view::npos) break;
      range.begin = above.begin;
    }
    c_.draft.remove(kRule, entry->note, range);
  }
};

void run(RuleContext& context) {
  HelperPass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "removes calls, overrides and decorators of HF helpers that have no effect on MindSpore",
     "the helper table lists the name, and it comes from HF's own packages", "",
     "self.maybe_free_model_hooks() -> (nothing)"}};

}  // namespace

extern const Pass kPass{.name = "helpers", .phase = Phase::values, .rules = kRules, .run = run};

}  // namespace mintport::rules::helpers
