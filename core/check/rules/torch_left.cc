// Imports of torch, and of packages that need its tensors.

#include "core/check/rules/rules.hh"

namespace mintport::check::torch_left {
namespace {

void check(const CheckContext& context, CheckReport& out) {
  NodeId last = kNoNode;
  for (const ImportItem& item : context.names().imports()) {
    if (item.level > 0 || item.statement == last) continue;
    const std::string package(top_of(item.module));
    const std::string* note = context.tables.torch_package(package);
    if ((package != "torch" && note == nullptr) || is_guarded(context, item.statement) ||
        is_type_checking(context.tree(), item.statement))
      continue;
    last = item.statement;
    out.add(context.tree()[item.statement].range, package,
            note != nullptr
                ? *note
                : "imports torch, which a port does not have; use MindSpore, or import it where a "
                  "caller asks for it and say what to install if it is missing");
  }
}

}  // namespace

extern const CheckRule kRule{.id = "torch-left",
                             .level = Level::error,
                             .does = "an import of torch, or of a package that works on torch's tensors",
                             .why = "the module cannot be imported where torch is not installed",
                             .example = "import torch -> import mindspore as ms",
                             .check = check};

}  // namespace mintport::check::torch_left
