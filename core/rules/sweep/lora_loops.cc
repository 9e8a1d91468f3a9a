// The scale of LoRA layers in pipelines: set around their denoising loop, because the models refuse it
// (fold/lora_models.cc).

#include <algorithm>
#include <set>

#include "core/base/text.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::lora_loops {
namespace {

constexpr const char* kRule = "lora-scale";
constexpr const char* kNote = "graph mode cannot change layers, so they are scaled around the denoising loop";

class LoraLoopPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    for (NodeId id : tree_.of(Kind::with_statement)) pipeline(id);
  }

 private:
  // `with self.progress_bar(...)` around a model that takes attention arguments

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
    if (tree_.text(function).find(".pop(\"scale\"") != std::string_view::npos) return;  // already converted
    Loop loop = models_in(id, function);
    if (loop.models.empty() || loop.kwargs.size() != 1) return;
    const std::string kwargs = *loop.kwargs.begin();
    const std::string indent(indentation(tree_, id)), newline(tree_.source().newline());
    auto line = [&](const std::string& what) { return what.empty() ? newline : indent + what + newline; };
    std::string before =
        comment(loop.models.front(), indent + "# ", newline) +
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
                              "the models reject a `scale`; scale the layers around this loop by hand",
                              tree_[clause].range,
                              {}});
  }

  // Why the scale is popped, as HF's models say it where they pop it.
  std::string comment(std::string_view model, const std::string& before, const std::string& newline) const {
    const auto* lines = profile_text("lora_pop");
    std::string out;
    if (lines == nullptr) return out;
    constexpr std::string_view kModel = "{model}";
    for (std::string line : *lines) {
      const std::size_t place = line.find(kModel);
      if (place != std::string::npos) line.replace(place, kModel.size(), model.substr(model.find('.') + 1));
      out += before + line + newline;
    }
    return out;
  }

  Import need(const std::string& name) const {
    const LibraryFacts& library = c_.in.tables.library();
    return {library.in_port(library.helpers), name, ""};
  }

  bool loads_lora(NodeId class_definition) const {
    const auto all = tree_.named_children(tree_.child(class_definition, Field::superclasses));
    return std::any_of(all.begin(), all.end(),
                       [&](NodeId base) { return tree_.text(base).ends_with("LoraLoaderMixin"); });
  }

  // Models of self that are called with attention arguments from the caller.
  Loop models_in(NodeId loop, NodeId function) const {
    Loop out;
    for (NodeId id = loop; id < tree_[loop].last; ++id) {
      const auto keyword = keyword_view(tree_, id);
      if (!keyword || !tree_.text(keyword->name).ends_with("attention_kwargs")) continue;
      const std::string model(tree_.text(callee_of(tree_, tree_[tree_[id].parent].parent)));
      if (!model.starts_with("self.") || model.find('.', 5) != std::string::npos ||
          !is_given(keyword->value, function))
        continue;
      out.kwargs.emplace(tree_.text(keyword->value));
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

  // The end of the loop's last line of code and of removed text after it. Comments may concern the following
  // code.
  ByteOffset end_of_code(NodeId loop) const {
    NodeId last = tree_[loop].last - 1;
    while (last > loop && (tree_[last].kind == Kind::comment || tree_[last].range.empty())) --last;
    const Source& source = tree_.source();
    ByteOffset end = source.whole_line(source.line_at(tree_[last].range.end - 1)).end;
    while (end < source.size() && c_.draft.removed({end, end}))
      end = source.whole_line(source.line_at(end)).end;
    return end;
  }

  // Before the comment that introduces the loop, with plain assignments in between; else before the loop and
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
      if (!tree_.is(before, Kind::expression_statement) || !stands_alone(tree_, before) ||
          c_.draft.removed(before) ||
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
};

bool wanted(const RuleInput& input) {
  return contains(input.tree.source().text(), "ttention_kwargs");
}

void run(RuleContext& context) {
  LoraLoopPass(context).run();
}

constexpr std::string_view kAlso[] = {kRule};

}  // namespace

extern const Pass kPass{
    .name = "lora-loops", .phase = Phase::sweep, .also = kAlso, .wanted = wanted, .run = run};

}  // namespace mintport::rules::lora_loops
