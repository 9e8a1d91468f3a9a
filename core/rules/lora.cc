// The scale of LoRA layers. HF's models take it out of their attention arguments and scale their own layers
// in `forward`; in the port a model refuses it, because graph mode cannot change layers, and the pipeline
// that runs the model scales them around its denoising loop.

#include <algorithm>
#include <set>

#include "core/rules/rules.hh"
#include "core/rules/statements.hh"

namespace mintport {
namespace {

constexpr const char* kRule = "lora-scale";
constexpr const char* kNote =
    "layers are scaled around the denoising loop, because graph mode cannot change them";

class LoraPass {
 public:
  explicit LoraPass(RuleContext& context) : c_(context), tree_(context.in.tree), names_(context.in.names) {}

  enum class Part { models, loops };

  void run(Part part) {
    if (tree_.source().text().find("ttention_kwargs") == std::string_view::npos) return;
    if (part == Part::models) {
      for (NodeId id : tree_.of(Kind::call)) model(id);
    } else {
      for (NodeId id : tree_.of(Kind::with_statement)) pipeline(id);
    }
  }

 private:
  std::string text(NodeId id) const { return id == kNoNode ? std::string() : std::string(tree_.text(id)); }

  std::vector<NodeId> arguments(NodeId call) const {
    const NodeId list = tree_.child(call, Field::arguments);
    return list == kNoNode ? std::vector<NodeId>{} : tree_.named_children(list);
  }

  // ---- models: lora_scale = kwargs.pop("scale", 1.0)

  void model(NodeId id) {
    const NodeId function = tree_.child(id, Field::function), assignment = tree_[id].parent;
    if (function == kNoNode || tree_[function].kind != Kind::attribute ||
        tree_[assignment].kind != Kind::assignment)
      return;
    const auto all = arguments(id);
    if (tree_.text(tree_.child(function, Field::attribute)) != "pop" || all.size() != 2) return;
    if (tree_.text(all[0]) != "\"scale\"" || tree_.text(all[1]) != "1.0") return;
    const NodeId whole = tree_.ancestor(id, Kind::if_statement), left = tree_.child(assignment, Field::left);
    const std::string kwargs = text(tree_.child(function, Field::object));
    if (whole == kNoNode || text(tree_.child(whole, Field::condition)) != kwargs + " is not None") return;
    const GroupId group = names_.group_of(left);
    if (group == kNoGroup || !runs_model(id)) return;
    std::vector<Edit> edits;
    if (!scaling(names_.groups()[group], edits) || edits.empty()) return;
    edits.push_back({tree_[whole].range, refusal(kwargs, whole)});
    c_.draft.remove(make_change(kRule, kNote, std::move(edits)));
  }

  // In forward() itself: what wraps it may scale.
  bool runs_model(NodeId id) const {
    const NodeId function = tree_.ancestor(id, Kind::function_definition);
    const std::string name = function == kNoNode ? "" : text(tree_.child(function, Field::name));
    return name == "forward" || name == "construct";
  }

  // Every use of the variable is in a statement that scales or unscales `self`: those go.
  bool scaling(const Group& variable, std::vector<Edit>& edits) const {
    for (NodeId use : variable.uses) {
      const NodeId call = tree_.ancestor(use, Kind::call);
      const std::string name = call == kNoNode ? "" : text(tree_.child(call, Field::function));
      if (name != "scale_lora_layers" && name != "unscale_lora_layers") return false;
      if (arguments(call).size() != 2 || text(arguments(call)[0]) != "self") return false;
      NodeId statement = statement_of(tree_, call);
      const NodeId around = tree_[tree_[statement].parent].parent;
      if (around != kNoNode && tree_[around].kind == Kind::if_statement &&
          text(tree_.child(around, Field::condition)) == "USE_PEFT_BACKEND") {
        statement = around;
      }
      edits.push_back({paragraph_range(tree_, statement), ""});
    }
    return true;
  }

  std::string refusal(const std::string& kwargs, NodeId statement) const {
    const std::string indent(indentation(tree_, statement));
    const std::string newline(tree_.source().newline());
    std::string out = "if " + kwargs + " is not None and \"scale\" in " + kwargs + ":" + newline;
    out += indent + "    raise RuntimeError(" + newline;
    out += indent +
           "        \"A model cannot scale its LoRA layers while it runs: call `scale_lora_layers(model, "
           "scale)` before, \"" +
           newline;
    out += indent + "        \"and `unscale_lora_layers(model, scale)` after it.\"" + newline;
    return out + indent + "    )";
  }

  // ---- pipelines: `with self.progress_bar(...)` around a model that takes attention arguments

  struct Loop {
    std::vector<std::string> models;  // "self.unet"
    std::set<std::string> kwargs;     // "cross_attention_kwargs", "self.cross_attention_kwargs"
  };

  void pipeline(NodeId id) {
    const NodeId clause = tree_.child(id, Kind::with_clause),
                 around = tree_.ancestor(id, Kind::class_definition);
    const NodeId function = tree_.ancestor(id, Kind::function_definition);
    if (clause == kNoNode || around == kNoNode || function == kNoNode || !stands_alone(tree_, id)) return;
    if (!tree_.text(clause).starts_with("self.progress_bar(") || !loads_lora(around)) return;
    if (tree_.text(function).find(".pop(\"scale\"") != std::string_view::npos) return;  // done
    Loop loop = models_in(id, function);
    if (loop.models.empty() || loop.kwargs.size() != 1) return;
    const std::string kwargs = *loop.kwargs.begin();
    const std::string indent(indentation(tree_, id)), newline(tree_.source().newline());
    auto line = [&](const std::string& what) { return what.empty() ? newline : indent + what + newline; };
    std::string before =
        line("lora_scale = " + kwargs + ".pop(\"scale\", None) if " + kwargs + " is not None else None") +
        line("if lora_scale is not None:") +
        line("    # weight the lora layers by setting `lora_scale` for each PEFT layer");
    std::string after = line("") + line("if lora_scale is not None:") +
                        line("    # remove `lora_scale` from each PEFT layer");
    for (const std::string& model : loop.models) {
      before += line("    scale_lora_layers(" + model + ", lora_scale)");
      after += line("    unscale_lora_layers(" + model + ", lora_scale)");
    }
    before += line("");
    after += line("    " + kwargs + "[\"scale\"] = lora_scale");
    const ByteOffset first = place(id), last = end_of_code(id);
    const bool added =
        c_.draft.add(make_change(kRule, kNote, {{{first, first}, before}, {{last, last}, after}},
                                 {need("scale_lora_layers"), need("unscale_lora_layers")}));
    if (added) return;
    c_.draft.add(DraftFinding{FindingKind::difference,
                              kRule,
                              kwargs,
                              "the models refuse a `scale`: scale the layers around this loop by hand",
                              tree_[clause].range,
                              {}});
  }

  static Import need(const std::string& name) { return {"mindone.diffusers.utils", name, ""}; }

  bool loads_lora(NodeId class_definition) const {
    const NodeId bases = tree_.child(class_definition, Field::superclasses);
    if (bases == kNoNode) return false;
    const auto all = tree_.named_children(bases);
    return std::any_of(all.begin(), all.end(),
                       [&](NodeId base) { return tree_.text(base).ends_with("LoraLoaderMixin"); });
  }

  // Models of self that are called with attention arguments which come from outside.
  Loop models_in(NodeId loop, NodeId function) const {
    Loop out;
    for (NodeId id = loop; id < tree_[loop].last; ++id) {
      if (tree_[id].kind != Kind::keyword_argument) continue;
      const NodeId key = tree_.child(id, Field::name), value = tree_.child(id, Field::value);
      if (key == kNoNode || value == kNoNode || !tree_.text(key).ends_with("attention_kwargs")) continue;
      const NodeId call = tree_[tree_[id].parent].parent;
      if (tree_[call].kind != Kind::call) continue;
      const std::string model = text(tree_.child(call, Field::function));
      if (!model.starts_with("self.") || model.find('.', 5) != std::string::npos ||
          !is_given(value, function))
        continue;
      out.kwargs.insert(text(value));
      if (std::find(out.models.begin(), out.models.end(), model) == out.models.end())
        out.models.push_back(model);
    }
    return out;
  }

  bool is_given(NodeId value, NodeId function) const {
    if (tree_[value].kind == Kind::attribute) {
      return tree_.text(value).starts_with("self.") &&
             tree_.text(value).find('.', 5) == std::string_view::npos;
    }
    if (tree_[value].kind != Kind::identifier || names_.group_of(value) == kNoGroup) return false;
    const auto& bindings = names_.groups()[names_.group_of(value)].bindings;
    return std::any_of(bindings.begin(), bindings.end(), [&](const Binding& binding) {
      return binding.kind == Binding::Kind::parameter &&
             tree_.ancestor(binding.node, Kind::function_definition) == function;
    });
  }

  // Behind the last line of code of the loop, and what is removed behind it: comments may be about what
  // follows.
  ByteOffset end_of_code(NodeId loop) const {
    NodeId last = tree_[loop].last - 1;
    while (last > loop && (tree_[last].kind == Kind::comment || tree_[last].range.empty())) --last;
    const Source& source = tree_.source();
    ByteOffset end = source.whole_line(source.line_at(tree_[last].range.end - 1)).end;
    while (end < source.size() && c_.draft.removed({end, end}))
      end = source.whole_line(source.line_at(end)).end;
    return end;
  }

  // Before the comment that announces the loop, with plain assignments in between; else before the loop, with
  // the assignments directly above it.
  ByteOffset place(NodeId loop) const {
    NodeId at = loop;
    for (NodeId before = tree_.previous_sibling(loop); before != kNoNode;
         before = tree_.previous_sibling(before)) {
      if (tree_[before].kind == Kind::comment) {
        if (stands_alone(tree_, before) && announces(before)) at = before;
        if (at == before || !stands_alone(tree_, before)) continue;
        break;
      }
      if (at != loop || tree_[before].kind != Kind::expression_statement) break;
    }
    const Source& source = tree_.source();
    while (tree_[at].kind != Kind::comment) {
      const NodeId before = tree_.previous_sibling(at);
      if (before == kNoNode || tree_[before].kind != Kind::expression_statement ||
          !stands_alone(tree_, before) || c_.draft.removed(before) ||
          source.line_at(tree_[before].range.end) + 1 != source.line_at(tree_[at].range.begin)) {
        break;
      }
      at = before;
    }
    return source.whole_line(source.line_at(tree_[at].range.begin)).begin;
  }

  bool announces(NodeId comment) const {
    const std::string_view text = tree_.text(comment);
    return text.find("loop") != std::string_view::npos || text.find("Loop") != std::string_view::npos;
  }

  RuleContext& c_;
  const Tree& tree_;
  const Names& names_;
};

}  // namespace

void lora_rules(RuleContext& context) {
  LoraPass(context).run(LoraPass::Part::models);
}

void lora_loop_rules(RuleContext& context) {
  LoraPass(context).run(LoraPass::Part::loops);
}

}  // namespace mintport
