// Parameters without a name.

#include "core/check/rules/rules.hh"

namespace mintport::check::unnamed_parameter {
namespace {

std::size_t has_keyword(const Tree& tree, NodeId call, std::string_view keyword) {
  return keyword_value(tree, call, keyword) == kNoNode ? 0 : 1;
}

void check(const CheckContext& context, CheckReport& out) {
  const Tree& tree = context.tree();
  for (const Reference& reference : context.names().references()) {
    if (!context.names().qualified(reference.node).ends_with(".Parameter") ||
        top_of(reference.qualified) != top_of_target(context.tables) ||
        tree[reference.node].field != Field::function)
      continue;
    const NodeId call = tree[reference.node].parent;
    const auto arguments = call_arguments(tree, call);
    const auto assignment = assignment_view(tree, tree[call].parent);
    const auto left = assignment ? attribute_view(tree, assignment->left) : std::nullopt;
    if (arguments.empty() || arguments.size() > 1 + has_keyword(tree, call, "requires_grad") || !left ||
        tree.text(left->object) != "self" || keyword_value(tree, call, "name") != kNoNode ||
        tree.is(arguments.back(), Kind::dictionary_splat, Kind::list_splat))
      continue;
    const std::string name(tree.text(left->name));
    const ByteOffset end = tree[arguments.back()].range.end;
    out.add(tree[call].range, "self." + name, "the parameter has no name; add `name=\"" + name + "\"`",
            {make_fix("add the name", Applicability::machine, {{{end, end}, ", name=\"" + name + "\""}})});
  }
}

}  // namespace

extern const CheckRule kRule{
    .id = "unnamed-parameter",
    .level = Level::note,
    .does = "a `Parameter` that becomes an attribute of self and has no name",
    .why =
        "until the cell names it, every such parameter is called Parameter, which messages and checkpoints "
        "show",
    .example = "self.scale = ms.Parameter(x) -> self.scale = ms.Parameter(x, name=\"scale\")",
    .fix = "gives it the name of the attribute",
    .check = check};

}  // namespace mintport::check::unnamed_parameter
