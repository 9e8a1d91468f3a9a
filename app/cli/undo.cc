#include "app/cli/program.hh"

namespace mintport::cli {
namespace {

void add_steps(CLI::App& app, UndoCommand& c) {
  app.add_option("n", c.steps, "Number of steps; default: 1")
      ->type_name("N")
      ->check(CLI::Range(1U, 1000U).description(""));
  add_json(app, c.json);
  add_review(app, c);
}

}  // namespace

void UndoCommand::declare(Program& program) {
  auto [undo_app, undo] = program.add<UndoCommand>(
      program.app(), "undo", "Undo the last steps of the review: fixes, waivers, stages and commits");
  add_steps(undo_app, undo);
  auto [redo_app, redo] = program.add<UndoCommand>(program.app(), "redo", "Do undone steps again");
  redo.redo = true;
  add_steps(redo_app, redo);
}

}  // namespace mintport::cli
