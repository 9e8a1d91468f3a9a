// Settings of the whole process in library code.

#include "core/base/text.hh"
#include "core/check/rules/rules.hh"

namespace mintport::check::library_context {
namespace {

// Code that runs when the module is imported or a network is built or called. A function or context manager
// may exist to change the mode.
bool is_unasked(const Tree& tree, NodeId node) {
  for (NodeId at = tree[node].parent; at != kNoNode; at = tree[at].parent) {
    const auto branch = branch_view(tree, at);
    if (branch && tree.text(branch->condition).find("__main__") != std::string_view::npos) return false;
  }
  const NodeId function = tree.ancestor(node, Kind::function_definition);
  return function == kNoNode || (tree.ancestor(function, Kind::class_definition) != kNoNode &&
                                 is_any(name_of(tree, function), {"__init__", "__call__", "construct"}));
}

void check(const CheckContext& context, CheckReport& out) {
  const Tree& tree = context.tree();
  if (context.file.facts().name.find('.') == std::string::npos) return;  // a script
  for (const Reference& reference : context.names().references()) {
    const std::string_view name = last_part(reference.qualified);
    if (top_of(reference.qualified) != top_of_target(context.tables) ||
        !is_any(name, {"set_context", "set_device", "set_auto_parallel_context", "set_deterministic"}) ||
        tree[reference.node].field != Field::function || !is_unasked(tree, reference.node))
      continue;
    out.add(tree[reference.node].range, reference.qualified,
            std::string(name) + " changes the whole process from a library; leave it to the caller");
  }
}

}  // namespace

extern const CheckRule kRule{
    .id = "library-context",
    .level = Level::warning,
    .does =
        "a call of `set_context`, or of another setting of the process, when a module is imported, or a "
        "network is built or called",
    .why = "importing or calling the library changes the mode or device of the user's program",
    .example = "ms.set_context(mode=ms.GRAPH_MODE) -> (in the script that uses the library)",
    .check = check};

}  // namespace mintport::check::library_context
