#include <fmt/format.h>

#include "app/commands/commands.hh"
#include "core/mapping/explain.hh"
#include "core/rules/catalog.hh"

namespace mintport {

Result<int> run_explain(const ExplainCommand& command) {
  const auto tables = load_tables(command.mappings);
  if (!tables) return fail(tables.error());
  const std::string text = explain_rule(command.subject) + explain(*tables, command.subject);
  if (text.empty()) {
    return fail({.kind = ErrorKind::not_found,
                 .file = command.subject,
                 .what = explain_unknown(*tables, command.subject),
                 .hint = "give a name such as torch.cat, or a rule that a report names"});
  }
  fmt::print("{}", text);
  return 0;
}

}  // namespace mintport
