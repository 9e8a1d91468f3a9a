#include "app/cli/program.hh"

namespace mintport::cli {
namespace {

struct CommitOptions : CommitCommand {
  bool per_file = false, per_rule = false;

  Result<CommitCommand> checked() const {
    CommitCommand out = *this;
    if (per_file) out.parts = Parts::per_file;
    if (per_rule) out.parts = Parts::per_rule;
    return out;
  }
};

}  // namespace

void CommitCommand::declare(Program& program) {
  auto [app, c] = program.add<CommitOptions>(
      program.app(), "commit", "Commit the staged changes, after a check that they break no code");
  CLI::Option* per_file = app.add_flag("--per-file", c.per_file, "One commit for each staged file");
  CLI::Option* per_rule = app.add_flag(
      "--per-rule", c.per_rule,
      "New files of the port only: HF's text, then one commit for each rule, then edits by hand");
  CLI::Option* message = app.add_option("--message,-m", c.message,
                                        "The commit message; default: the message that mintport proposes")
                             ->type_name("MSG");
  per_file->excludes(per_rule)->excludes(message);
  per_rule->excludes(message);
  app.add_flag("--force,-f", c.force, "Commit even if the check finds that code would break");
  add_json(app, c.json);
  add_review(app, c);
}

}  // namespace mintport::cli
