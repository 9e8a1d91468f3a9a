// Changes for users of the package: scripts, examples and tests, which import it by its full name. Reads
// results of pipelines by index, and sets the profile's MindSpore mode once in a script.

#include <algorithm>

#include "core/base/text.hh"
#include "core/names/flow.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/moves.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::scripts {
namespace {

constexpr const char* kRule = "script";

class ScriptPass : public PassWalk {
 public:
  ScriptPass(RuleContext& context, const Profile& profile) : PassWalk(context), profile_(profile) {}

  void run() {
    if (!imports_by_full_name(c_.in)) return;
    if (profile_.return_tuples) {
      for (NodeId id : tree_.of(Kind::attribute)) result(id);
    }
    if (profile_.script_mode.empty() || names_.binds("set_context")) return;
    if (contains(tree_.source().text(), "set_context")) return;
    for (NodeId statement : tree_.named_children(0)) main_block(statement);
  }

 private:
  // pipe(...).images -> pipe(...)[0]
  void result(NodeId id) {
    const auto read = attribute_view(tree_, id);
    const bool method = tree_[id].field == Field::function && tree_[tree_[id].parent].kind == Kind::call;
    if (!read || method || is_target(tree_, id)) return;
    const auto [object, name] = *read;
    const Word* word = result_word(tree_.text(name));
    const ByteRange range{tree_[object].range.end, tree_[id].range.end};
    if (word == nullptr || c_.draft.covered(range)) return;
    const NodeId call = made_by(object, [this](NodeId made) { return calls_pipeline(made); });
    if (call == kNoNode) {
      if (made_by(object, [this](NodeId made) { return may_call_pipeline(made); }) != kNoNode)
        report(id, word->from);
      return;
    }
    c_.draft.add(resting_on("created by " + evidence_at(tree_, call),
                            make_change(kRule, word->reason, {{range, word->to}})));
  }

  void report(NodeId id, const std::string& field) {
    c_.draft.add(DraftFinding{
        FindingKind::difference,
        kRule,
        field,
        "if this is a pipeline's result: the port returns a tuple, and this is its first element",
        tree_[id].range,
        {}});
  }

  const Word* result_word(std::string_view name) const {
    const auto& all = c_.in.tables.words();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Word& word) {
      return word.use == Word::Use::example_result && word.from == name;
    });
    return found == all.end() ? nullptr : &*found;
  }

  // The pipeline call that produced the value: the value itself, or every possible assignment of the name.
  template <class Calls>
  NodeId made_by(NodeId value, Calls calls) const {
    if (tree_[value].kind == Kind::call) return calls(value) ? value : kNoNode;
    if (tree_[value].kind != Kind::identifier) return kNoNode;
    NodeId call = kNoNode;
    for (NodeId binding : reaching_bindings(names_, value)) {
      call = assigned_value(tree_, binding);
      if (!tree_.is(call, Kind::call) || !calls(call)) return kNoNode;
    }
    return call;
  }

  // True if the callee is not imported, and the call does not request an object.
  bool may_call_pipeline(NodeId call) const {
    const NodeId function = callee_of(tree_, call);
    if (function == kNoNode || !names_.qualified(function).empty()) return false;
    if (keyword_value(tree_, call, "return_dict") != kNoNode) return false;
    const Kind kind = tree_[function].kind;
    return kind == Kind::attribute || (kind == Kind::identifier && !is_defined_here(function));
  }

  bool is_defined_here(NodeId name) const {
    const GroupId group = names_.group_of(name);
    if (group == kNoGroup) return false;
    const auto& all = names_.groups()[group].bindings;
    return std::any_of(all.begin(), all.end(), [](const Binding& one) {
      return one.kind == Binding::Kind::class_ || one.kind == Binding::Kind::function;
    });
  }

  // True if the callee is named like a pipeline, or is an object of a class named so.
  bool calls_pipeline(NodeId call) const {
    if (!may_call_pipeline(call)) return false;
    const NodeId function = callee_of(tree_, call);
    if (is_pipeline_name(last_part(tree_.text(function)))) return true;
    return tree_.is(function, Kind::identifier) && holds_pipeline(function, 0);
  }

  // True if every possible value of the name comes from a class named like a pipeline, or is such a value
  // moved to a device.
  bool holds_pipeline(NodeId name, int depth) const {
    constexpr int kMostMoves = 4;
    return depth < kMostMoves && every_binding(names_, name, [&](NodeId binding) {
             const NodeId maker = callee_of(tree_, assigned_value(tree_, binding));
             return maker != kNoNode && (makes_pipeline(maker) || moves_pipeline(maker, depth));
           });
  }

  bool makes_pipeline(NodeId maker) const {
    const std::string_view text = tree_.text(maker);
    return names_.qualified(maker).find("Pipeline") != std::string::npos ||
           is_pipeline_name(last_part(text)) || text.ends_with(".pipeline_class");
  }

  bool moves_pipeline(NodeId maker, int depth) const {
    const auto method = attribute_view(tree_, maker);
    return method && tree_.is(method->object, Kind::identifier) && tree_.text(method->name) == "to" &&
           holds_pipeline(method->object, depth + 1);
  }

  static bool is_pipeline_name(std::string_view name) {
    return name == "pipe" || name == "pipeline" || name.ends_with("_pipe") || name.ends_with("_pipeline") ||
           name.starts_with("pipe_");
  }

  // if __name__ == "__main__": sets the mode first.
  void main_block(NodeId statement) {
    const auto branch = branch_view(tree_, statement);
    if (!branch || !tree_.text(branch->condition).starts_with("__name__ ==")) return;
    const ByteOffset at = block_start(tree_, branch->body);
    const auto statements = tree_.named_children(branch->body);
    if (at == kNoOffset || statements.empty()) return;
    const Spelled call = c_.speller.spell("mindspore.set_context"),
                  mode = c_.speller.spell(profile_.script_mode);
    c_.draft.add(make_change(kRule, "a script sets MindSpore's mode once: eager, as in torch",
                             {{{at, at},
                               std::string(indentation(tree_, statements.front())) + call.text +
                                   "(mode=" + mode.text + ")" + std::string(tree_.source().newline())}},
                             {call.import, mode.import}));
  }

  const Profile& profile_;
};

bool wanted(const RuleInput& input) {
  return input.tables.profile() != nullptr && !input.options.example;
}

void run(RuleContext& context) {
  ScriptPass(context, *context.in.tables.profile()).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "reads pipeline results by position in scripts and tests, and sets MindSpore's mode once",
     "the profile asks for it, the file imports the package by its full name, and the callee is a pipeline "
     "by name or class",
     "", "pipe(p).images[0] -> pipe(p)[0][0]"}};

}  // namespace

extern const Pass kPass{
    .name = "scripts", .phase = Phase::values, .rules = kRules, .wanted = wanted, .run = run};

}  // namespace mintport::rules::scripts
