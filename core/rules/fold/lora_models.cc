// The scale of LoRA layers. HF's models take it from their attention arguments and scale their layers in
// `forward`. A model of the port refuses it, because graph mode cannot change layers; the pipeline scales the
// layers (sweep/lora_loops.cc).

#include "core/base/text.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::lora_models {
namespace {

constexpr const char* kRule = "lora-scale";
constexpr const char* kNote = "graph mode cannot change layers, so they are scaled around the denoising loop";

class LoraModelPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    for (NodeId id : tree_.of(Kind::call)) model(id);
  }

 private:
  // lora_scale = kwargs.pop("scale", 1.0)
  void model(NodeId id) {
    const auto callee = method_view(tree_, id);
    const auto assignment = assignment_view(tree_, tree_[id].parent);
    if (!callee || !assignment) return;
    const auto all = call_arguments(tree_, id);
    if (tree_.text(callee->name) != "pop" || all.size() != 2) return;
    if (tree_.text(all[0]) != "\"scale\"" || tree_.text(all[1]) != "1.0") return;
    const NodeId whole = tree_.ancestor(id, Kind::if_statement);
    const std::string kwargs(tree_.text(callee->object));
    if (tree_.text(tree_.child(whole, Field::condition)) != kwargs + " is not None") return;
    const GroupId group = names_.group_of(assignment->left);
    if (group == kNoGroup || !runs_model(id)) return;
    std::vector<Edit> edits;
    if (!scaling(names_.groups()[group], edits) || edits.empty()) return;
    edits.push_back({tree_[whole].range, refusal(kwargs, whole)});
    c_.draft.remove(make_change(kRule, kNote, std::move(edits)));
  }

  // True in forward() itself; its callers may scale.
  bool runs_model(NodeId id) const {
    const std::string_view name = name_of(tree_, tree_.ancestor(id, Kind::function_definition));
    return name == "forward" || name == "construct";
  }

  // If every use of the variable is in a statement that scales or unscales `self`, adds the removal of these.
  bool scaling(const Group& variable, std::vector<Edit>& edits) const {
    for (NodeId use : variable.uses) {
      const NodeId call = tree_.ancestor(use, Kind::call);
      const std::string_view name = tree_.text(callee_of(tree_, call));
      if (name != "scale_lora_layers" && name != "unscale_lora_layers") return false;
      const auto arguments = call_arguments(tree_, call);
      if (arguments.size() != 2 || tree_.text(arguments[0]) != "self") return false;
      NodeId statement = statement_of(tree_, call);
      const NodeId around = tree_[tree_[statement].parent].parent;
      if (tree_.is(around, Kind::if_statement) &&
          tree_.text(tree_.child(around, Field::condition)) == "USE_PEFT_BACKEND") {
        statement = around;
      }
      edits.push_back({paragraph_range(tree_, statement), ""});
    }
    return true;
  }

  std::string refusal(const std::string& kwargs, NodeId statement) const {
    const std::string newline(tree_.source().newline());
    const std::string line = newline + std::string(indentation(tree_, statement)) + "    ";
    std::string out = "if " + kwargs + " is not None and \"scale\" in " + kwargs + ":";
    for (const std::string& comment : texts("lora_refusal_comment")) out += line + "# " + comment;
    out += line + "raise RuntimeError(";
    for (std::string message : texts("lora_refusal")) {
      const std::size_t value = message.find("{kwargs[");
      if (value != std::string::npos) message.replace(value + 1, 6, kwargs);
      out += line + "    " + message;
    }
    return out + line + ")";
  }

  // The lines of the profile for this place, else the rule's own.
  std::vector<std::string> texts(std::string_view place) const {
    if (const auto* lines = profile_text(place)) return *lines;
    if (place != "lora_refusal") return {};
    return {
        "\"A model cannot scale its LoRA layers while it runs: call `scale_lora_layers(model, scale)` "
        "before, \"",
        "\"and `unscale_lora_layers(model, scale)` after it.\""};
  }
};

bool wanted(const RuleInput& input) {
  return contains(input.tree.source().text(), "ttention_kwargs");
}

void run(RuleContext& context) {
  LoraModelPass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "makes pipelines scale LoRA layers around the denoising loop, and models reject a scale",
     "a class that loads LoRA passes attention arguments to a model inside its progress bar; in models, HF's "
     "template",
     "", "lora_scale = kwargs.pop(\"scale\", 1.0) -> raise RuntimeError(...)"}};

}  // namespace

extern const Pass kPass{
    .name = "lora-models", .phase = Phase::fold, .rules = kRules, .wanted = wanted, .run = run};

}  // namespace mintport::rules::lora_models
