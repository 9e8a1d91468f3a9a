#include "app/cli/program.hh"

namespace mintport::cli {

void ExplainCommand::declare(Program& program) {
  auto [app, command] = program.add<ExplainCommand>(
      program.app(), "explain", "Explain what happens to a name or a line, or what a rule does");
  app.add_option("subject", command.subject,
                 "A name (torch.cat), a rule (tensor-method), or a line of a source file")
      ->type_name("NAME|RULE|FILE:LINE")
      ->required();
  add_json(app, command.json);
  add_mappings(app, command.mappings);
}

}  // namespace mintport::cli
