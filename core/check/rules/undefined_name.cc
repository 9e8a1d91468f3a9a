// Names that nothing binds.

#include "core/check/rules/rules.hh"
#include "core/names/undefined.hh"

namespace mintport::check::undefined_name {
namespace {

void check(const CheckContext& context, CheckReport& out) {
  for (NodeId id : undefined_names(context.names())) {
    const std::string name(context.tree().text(id));
    out.add(context.tree()[id].range, name,
            "nothing defines or imports '" + name + "'; import it, or remove the code that reads it");
  }
}

}  // namespace

extern const CheckRule kRule{.id = "undefined-name",
                             .level = Level::error,
                             .does = "a name that is read and that nothing in the file defines or imports",
                             .why = "the line raises NameError when it runs",
                             .example = "return torch.cat(parts) -> return mint.cat(parts)",
                             .port_only = false,
                             .check = check};

}  // namespace mintport::check::undefined_name
