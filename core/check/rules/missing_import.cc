// Imports from the port of what the port does not have.

#include "core/check/rules/rules.hh"

namespace mintport::check::missing_import {
namespace {

class Imports {
 public:
  Imports(const CheckContext& context, CheckReport& out)
      : c_(context), out_(out), root_(top_of(context.file.facts().name)) {}

  void run() {
    NodeId last = kNoNode;  // the statement whose module is missing
    for (const ImportItem& item : c_.names().imports()) {
      if (item.statement == last || top_of(item.module) != root_ || is_guarded(c_, item.statement)) continue;
      if (c_.port.has_module(item.module) == Known::no) {
        last = item.statement;
        out_.add(c_.tree()[item.statement].range, item.module, "the port has no module " + item.module);
      } else if (!item.name.empty() && item.name != "*" && c_.port.has(item.module, item.name) == Known::no) {
        out_.add(c_.tree()[item.item].range, item.module + "." + item.name,
                 item.module + " has no '" + item.name + "'" +
                     similar(c_.tables.port_nearest(item.module, item.name, 3)));
      }
    }
  }

 private:
  const CheckContext& c_;
  CheckReport& out_;
  std::string_view root_;
};

void check(const CheckContext& context, CheckReport& out) {
  Imports(context, out).run();
}

}  // namespace

extern const CheckRule kRule{
    .id = "missing-import",
    .level = Level::error,
    .does = "an import from the port's own package of a module or name that is not there",
    .why = "the import fails: at the start, or when the function with it is called",
    .example = "from ...utils import is_tensor_type -> from ...utils import is_tensor",
    .port_only = false,
    .check = check};

}  // namespace mintport::check::missing_import
