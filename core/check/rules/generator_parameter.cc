// Pipelines that draw random numbers and take no generator.

#include <algorithm>

#include "core/base/text.hh"
#include "core/check/rules/rules.hh"

namespace mintport::check::generator_parameter {
namespace {

// The first call that draws noise for latents: of a function, or of a method of the pipeline.
NodeId drawing(const Tree& tree, NodeId method) {
  NodeId out = kNoNode;
  each_inside(tree, method, Kind::call, [&](NodeId call) {
    const NodeId callee = callee_of(tree, call);
    const auto attribute = attribute_view(tree, callee);
    const std::string_view name = tree.text(attribute ? attribute->name : callee);
    if (out == kNoNode && is_any(name, {"randn_tensor", "prepare_latents", "randn", "randn_like"}))
      out = call;
  });
  return out;
}

void check(const CheckContext& context, CheckReport& out) {
  const Tree& tree = context.tree();
  const auto& definitions = context.file.facts().definitions;
  for (const TopClass& type : pipelines(context)) {
    const NodeId call = method_of(tree, type.node, "__call__");
    const auto facts = definitions.find(std::string(type.name()) + ".__call__");
    if (call == kNoNode || facts == definitions.end()) continue;
    const auto& parameters = facts->second.parameters;
    const bool takes = std::any_of(parameters.begin(), parameters.end(), [](const Parameter& one) {
      return one.name == "generator" || one.kind == Parameter::Kind::var_keyword;
    });
    const NodeId drawn = takes ? kNoNode : drawing(tree, call);
    if (drawn == kNoNode) continue;
    out.add(tree[tree.child(call, Field::name)].range, std::string(type.name()),
            "__call__ draws random numbers and takes no generator; add the parameter, and pass it on");
  }
}

}  // namespace

extern const CheckRule kRule{
    .id = "generator-parameter",
    .level = Level::note,
    .does = "a pipeline that draws random latents and whose `__call__` takes no `generator`",
    .why = "callers cannot repeat a result, and tests cannot compare one",
    .example = "def __call__(self, prompt): -> def __call__(self, prompt, generator=None):",
    .port_only = false,
    .check = check};

}  // namespace mintport::check::generator_parameter
