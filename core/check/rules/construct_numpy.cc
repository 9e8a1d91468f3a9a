// Functions of numpy that construct calls.

#include "core/base/text.hh"
#include "core/check/rules/rules.hh"

namespace mintport::check::construct_numpy {
namespace {

void check(const CheckContext& context, CheckReport& out) {
  const Tree& tree = context.tree();
  for (NodeId method : compute_methods(context)) {
    each_inside(tree, tree.child(method, Field::body), Kind::call, [&](NodeId id) {
      const std::string name = context.names().qualified(callee_of(tree, id));
      if (top_of(name) != "numpy" || name == "numpy") return;
      const std::string last(last_part(name));
      out.add(tree[id].range, name,
              std::string(name_of(tree, method)) + " calls numpy's " + last +
                  "; use math for a Python number, and an operator of the framework for a tensor");
    });
  }
}

}  // namespace

extern const CheckRule kRule{
    .id = "construct-numpy",
    .level = Level::note,
    .does = "a call of numpy in `construct` (`forward` in the library)",
    .why = "a tensor leaves the device, and the graph that the framework records, compiles or differentiates",
    .example = "int(np.ceil(n / 2)) -> math.ceil(n / 2)",
    .port_only = false,
    .check = check};

}  // namespace mintport::check::construct_numpy
