#include "app/cli/program.hh"

namespace mintport::cli {

void StageCommand::declare(Program& program) {
  auto [app, c] =
      program.add<StageCommand>(program.app(), "stage", "Stage changed files for the next commit");
  app.add_option(
         "path", c.paths,
         "Files and folders: paths on disk, or below both roots; default: the port, the mapping folders "
         "and mintport.json")
      ->type_name("PATH");
  add_json(app, c.json);
  add_review(app, c);
}

}  // namespace mintport::cli
