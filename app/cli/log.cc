#include "app/cli/program.hh"

namespace mintport::cli {

void LogCommand::declare(Program& program) {
  auto [app, c] = program.add<LogCommand>(program.app(), "log", "List the steps that undo and redo can take");
  add_json(app, c.json);
  add_review(app, c);
}

}  // namespace mintport::cli
