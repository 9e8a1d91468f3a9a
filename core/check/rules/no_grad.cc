// Pipelines that record gradients, where the library's convention is that they do not.

#include <algorithm>

#include "core/base/text.hh"
#include "core/check/rules/rules.hh"

namespace mintport::check::no_grad {
namespace {

// The decorator that the checked side wants: the framework's own, of the library or of the port.
std::string wanted(const CheckContext& context) {
  const std::string_view target = top_of_target(context.tables);
  for (const std::string& name : context.library().conventions.no_grad) {
    if ((top_of(name) == target) != context.upstream) return name;
  }
  return {};
}

void check(const CheckContext& context, CheckReport& out) {
  const std::string decorator = wanted(context);
  if (decorator.empty()) return;
  const Tree& tree = context.tree();
  for (const TopClass& type : pipelines(context)) {
    const NodeId call = method_of(tree, type.node, "__call__");
    // A decorator, or `with` around the loop.
    const NodeId whole = tree.is(tree[call == kNoNode ? 0 : call].parent, Kind::decorated_definition)
                             ? tree[call].parent
                             : call;
    if (call == kNoNode || tree.text(whole).find(last_part(decorator)) != std::string_view::npos) continue;
    out.add(tree[tree.child(call, Field::name)].range, std::string(type.name()),
            "__call__ records gradients; add @" + decorator + "()");
  }
}

}  // namespace

extern const CheckRule kRule{
    .id = "no-grad",
    .level = Level::note,
    .does =
        "a pipeline whose `__call__` lacks the decorator against gradients (profile: `conventions.no_grad`)",
    .why = "each step keeps its activations for a backward pass that never comes, until memory runs out",
    .example = "def __call__(self, prompt): -> @torch.no_grad() def __call__(self, prompt):",
    .port_only = false,
    .check = check};

}  // namespace mintport::check::no_grad
