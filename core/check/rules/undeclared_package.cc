// Packages that a module needs to be imported, and that installing the port and its target does not bring.

#include <algorithm>

#include "core/check/rules/rules.hh"
#include "core/mapping/standard_modules.hh"

namespace mintport::check::undeclared_package {
namespace {

void check(const CheckContext& context, CheckReport& out) {
  const std::vector<std::string>& declared = context.library().conventions.packages;
  const std::string_view own = top_of(context.file.facts().name);
  if (declared.empty() || context.file.facts().name.find('.') == std::string::npos) return;  // a script
  NodeId last = kNoNode;
  for (const ImportItem& item : context.names().imports()) {
    const std::string package(top_of(item.module));
    if (item.level > 0 || item.scope != 0 || item.statement == last || package == own ||
        package == top_of_target(context.tables) || package == "torch" || is_standard_module(package) ||
        std::find(declared.begin(), declared.end(), package) != declared.end() ||
        context.tables.torch_package(package) != nullptr || is_guarded(context, item.statement) ||
        is_type_checking(context.tree(), item.statement))
      continue;
    last = item.statement;
    out.add(context.tree()[item.statement].range, package,
            "'" + package +
                "' comes with neither the port nor its target; import it in the function that needs it, or "
                "below a test whether it is installed");
  }
}

}  // namespace

extern const CheckRule kRule{
    .id = "undeclared-package",
    .level = Level::warning,
    .does =
        "an import at the top of a module of a package that neither the port nor its target requires "
        "(profile: `conventions.packages`)",
    .why = "the module cannot be imported after a plain installation of the port",
    .example = "import einops -> if is_einops_available(): import einops",
    .check = check};

}  // namespace mintport::check::undeclared_package
