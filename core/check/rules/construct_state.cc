// Attributes that construct sets.

#include "core/check/rules/rules.hh"

namespace mintport::check::construct_state {
namespace {

void check(const CheckContext& context, CheckReport& out) {
  const Tree& tree = context.tree();
  for (NodeId method : compute_methods(context)) {
    each_inside(tree, method, Kind::assignment, [&](NodeId id) {
      const auto left = attribute_view(tree, tree.child(id, Field::left));
      if (!left || tree.text(left->object) != "self") return;
      const std::string name(tree.text(left->name));
      out.add(tree[id].range, "self." + name,
              "construct sets self." + name +
                  "; graph mode sets only parameters: return the value, or keep it in a "
                  "Parameter with ops.assign");
    });
  }
}

}  // namespace

extern const CheckRule kRule{.id = "construct-state",
                             .level = Level::warning,
                             .does = "an attribute of `self` that `construct` sets",
                             .why =
                                 "graph mode compiles `construct` once: it refuses the assignment, or keeps "
                                 "the value of the first call",
                             .example = "self.cache = x -> return x, cache",
                             .check = check};

}  // namespace mintport::check::construct_state
