#include "app/cli/program.hh"

namespace mintport::cli {

void WaiveCommand::declare(Program& program) {
  auto [app, c] = program.add<WaiveCommand>(
      program.app(), "waive", "Leave findings as they are, for a reason that mintport.json keeps");
  app.add_option("id", c.ids, "Ids of findings, or their first digits")->type_name("ID")->required();
  app.add_option("--reason,-r", c.reason, "Why the code can stay")->type_name("TEXT")->required();
  add_paths(app, c.paths);
  add_json(app, c.json);
  add_review(app, c);
}

}  // namespace mintport::cli
