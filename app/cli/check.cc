#include "app/cli/program.hh"

namespace mintport::cli {

void CheckCommand::declare(Program& program) {
  using FailOnChoice = std::optional<FailOn>;
  auto [app, c] = program.add<CheckCommand>(program.app(), "check",
                                            "Check a port: names, registration, copies, conventions");
  app.add_option("path", c.paths,
                 "Files and folders; default: the port that mintport.json names, else the "
                 "current folder")
      ->type_name("PATH");
  CLI::Option& report = add_choice<Format>(
      app, "--report", c.report,
      {{"text", Format::text}, {"json", Format::json}, {"sarif", Format::sarif}, {"github", Format::github}},
      "Output format; github: annotations of a workflow; default: text");
  add_json_format(app, c.report, Format::json, report);
  app.add_option("--report-file", c.report_file, "Write the report to this file; default: standard output")
      ->type_name("FILE");
  add_choice<FailOnChoice>(app, "--fail-on", c.fail_on,
                           {{"never", FailOn::never},
                            {"note", FailOn::note},
                            {"warning", FailOn::warning},
                            {"error", FailOn::error}},
                           "Exit with status 1 on a finding of this level or above; default: note");
  app.add_flag("--fix", c.fix, "Apply the fixes that are certain, then report the remaining findings");
  app.add_option("--baseline", c.baseline, "Leave out findings that this JSON report of check has")
      ->type_name("FILE");
  app.add_option("--diff", c.diff, "Only findings on lines that changed since this revision: main, or main..")
      ->type_name("REV");
  app.add_option("--commit", c.commit,
                 "Report changed arithmetic beside renamed or moved code in this commit, and nothing else")
      ->type_name("REV");
  app.add_option("--rule", c.rules, "Only this rule; repeatable")->type_name("RULE")->allow_extra_args(false);
  app.add_option("--without", c.without, "Leave this rule out; repeatable")
      ->type_name("RULE")
      ->allow_extra_args(false);
  add_jobs_and_profile(app, c, "check");
  add_mappings(app, c.mappings);
}

}  // namespace mintport::cli
