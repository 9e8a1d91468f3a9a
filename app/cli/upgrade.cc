#include "app/cli/program.hh"

namespace mintport::cli {
namespace {

struct UpgradeOptions {
  UpgradeCommand command;

  Result<UpgradeCommand> checked() const {
    const bool range = command.from.find("..") != std::string::npos;
    if (command.abort || !command.to.empty() || range) return command;
    return fail(usage("upgrade: no new version given", "give --to FOLDER, WHEEL or REVISION (or --abort)"));
  }
};

}  // namespace

void UpgradeCommand::declare(Program& program) {
  auto [app, options] = program.add<UpgradeOptions>(
      program.app(), "upgrade", "Move the port to another version of its upstream by three-way merges");
  UpgradeCommand& c = options.command;
  app.add_option("--from", c.from,
                 "The sources that the port was made from: a folder, a wheel, a revision of the clone, or a "
                 "range A..B; "
                 "default: the recorded conversion")
      ->type_name("OLD");
  app.add_option("--to", c.to, "The new sources: a folder, a wheel, or a revision")->type_name("NEW");
  app.add_option("--port", c.port,
                 "Folder of the port, in any git work tree; default: the folder in mintport.json")
      ->type_name("DIR");
  app.add_option("--clone", c.clone, "The git clone that revisions belong to")->type_name("DIR");
  app.add_flag("--yes,-y", c.yes, "Write without asking");
  app.add_flag("--dry-run,-n", c.dry_run, "Print the sum; write nothing");
  add_choice<Favor>(
      app, "--favor", c.favor, {{"ours", Favor::ours}, {"theirs", Favor::theirs}, {"union", Favor::both}},
      "Decide every conflict for this side; default: leave diff3 markers, unmerged in git's index");
  app.add_flag("--keep-parsable", c.keep_parsable,
               "Leave conflicts in comments, with the port's lines in force");
  app.add_flag("--keep-spelling", c.keep_spelling,
               "Keep older spellings of the same call in the port (ops.cat, axis=)");
  app.add_flag("--no-stage", c.no_stage, "Write the files; stage nothing");
  app.add_flag("--abort", c.abort, "Restore the files that the last upgrade changed");
  app.add_flag("--commits", c.list_commits,
               "Only list the commits between two revisions, with the files that each touches");
  app.add_option("--report-file", c.report_file, "Write the outcome for each file here, as JSON")
      ->type_name("FILE");
  add_json(app, c.json);
  add_conversion(app, c);
}

}  // namespace mintport::cli
