// Tensors that construct copies to the host.

#include "core/base/text.hh"
#include "core/check/rules/rules.hh"

namespace mintport::check::construct_host {
namespace {

void check(const CheckContext& context, CheckReport& out) {
  const Tree& tree = context.tree();
  for (NodeId method : compute_methods(context)) {
    each_inside(tree, method, Kind::call, [&](NodeId id) {
      const auto view = method_view(tree, id);
      if (!view || !is_any(tree.text(view->name), {"asnumpy", "numpy"}) || !call_arguments(tree, id).empty())
        return;
      const std::string name(tree.text(view->name));
      out.add(tree[id].range, "." + name,
              "construct copies a tensor to the host with ." + name + "(); compute it with mint");
    });
  }
}

}  // namespace

extern const CheckRule kRule{.id = "construct-host",
                             .level = Level::warning,
                             .does = "a call of `.asnumpy()` or `.numpy()` in `construct`",
                             .why = "graph mode cannot compile it, and every call waits for the device",
                             .example = "np.mean(x.asnumpy()) -> mint.mean(x)",
                             .check = check};

}  // namespace mintport::check::construct_host
