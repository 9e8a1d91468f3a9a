#include "app/cli/project_parser.hh"

#include <map>

#include "app/cli/options.hh"

namespace mintport {
namespace {

// How sources are converted, and how many at a time: for every command that converts a tree by itself.
template <class Command>
void add_conversion(CLI::App& c, Command& command) {
  c.add_option("--package", command.package, "Import path of the source's root package")
      ->type_name("NAME")
      ->capture_default_str();
  c.add_option("--jobs,-j", command.jobs, "Files at a time; default: one per core")
      ->type_name("N")
      ->check(CLI::Range(1U, 1024U));
  c.add_option("--profile", command.profile, "The port's habits: mindone, none, or a JSON file")
      ->type_name("NAME");
  add_mappings(c, command.mappings);
}

}  // namespace

ProjectParser::ProjectParser(CLI::App& app) {
  plan_app_ = app.add_subcommand("plan", "What there is to port, in an order in which it can be done");
  status_app_ =
      app.add_subcommand("status", "What the port supports: a row for each pipeline, model and scheduler");
  upgrade_app_ =
      app.add_subcommand("upgrade", "Move the port to another version of its upstream by three-way merges");
  add_plan(*plan_app_);
  add_plan(*status_app_);
  add_upgrade();
}

void ProjectParser::add_plan(CLI::App& c) {
  PlanCommand& p = plan_;
  c.add_option(
       "--source,source", p.source,
       "The HF sources: a folder, a wheel, or a revision of the clone; default: as mintport.json says")
      ->type_name("SOURCE");
  c.add_option("--port", p.port,
               "The port's folder; - when there is none yet; default: as mintport.json says")
      ->type_name("DIR");
  c.add_option("--clone", p.clone, "The git clone that revisions are of")->type_name("DIR");
  c.add_option("--target,-t", p.targets, "Only what this class, folder or file needs; may be given again")
      ->type_name("NAME")
      ->allow_extra_args(false);
  c.add_option("--format", format_, "How to write it")
      ->type_name("text|markdown|json|csv|graphviz|mermaid")
      ->check(CLI::IsMember({"text", "markdown", "json", "csv", "graphviz", "mermaid"}));
  c.add_option("-o,--output", p.output, "Write it here; default: standard output")->type_name("FILE");
  c.add_flag("--all", p.all, "Tell every file in full");
  add_conversion(c, p);
}

void ProjectParser::add_upgrade() {
  CLI::App& c = *upgrade_app_;
  UpgradeCommand& u = upgrade_;
  c.add_option("--from", u.from,
               "What the port was made of: a folder, a wheel, or a revision of the clone (or a range A..B); "
               "default: what the last conversion recorded")
      ->type_name("OLD");
  c.add_option("--to", u.to, "What it becomes: a folder, a wheel, or a revision")->type_name("NEW");
  c.add_option("--port", u.port, "The port's folder, in any git work tree; default: as mintport.json says")
      ->type_name("DIR");
  c.add_option("--clone", u.clone, "The git clone that revisions are of")->type_name("DIR");
  c.add_flag("--yes,-y", u.yes, "Write without asking");
  c.add_flag("--dry-run,-n", u.dry_run, "Print the sum, write nothing");
  c.add_option("--favor", favor_, "Decide every conflict this way")
      ->type_name("ours|theirs|union")
      ->check(CLI::IsMember({"ours", "theirs", "union"}));
  c.add_flag("--keep-parsable", u.keep_parsable, "Leave conflicts in comments, ours in force");
  c.add_flag("--keep-spelling", u.keep_spelling,
             "Leave older spellings of the same call (ops.cat, axis=) as they are");
  c.add_flag("--no-stage", u.no_stage, "Write only, stage nothing");
  c.add_flag("--abort", u.abort, "Put back what the last upgrade changed");
  c.add_flag("--commits", u.list_commits,
             "List the commits between two revisions, with the files each touches");
  c.add_option("--report-file", u.report_file, "Write what became of each file here, as JSON")
      ->type_name("FILE");
  add_conversion(c, u);
}

Result<std::variant<PlanCommand, UpgradeCommand>> ProjectParser::command() const {
  if (!upgrade_app_->parsed()) {
    using Format = PlanCommand::Format;
    static const std::map<std::string, Format> formats{
        {"", Format::text},          {"text", Format::text}, {"markdown", Format::markdown},
        {"json", Format::json},      {"csv", Format::csv},   {"graphviz", Format::graphviz},
        {"mermaid", Format::mermaid}};
    PlanCommand plan = plan_;
    plan.status = status_app_->parsed();
    plan.format = formats.at(format_);
    return plan;
  }
  using Choice = UpgradeCommand::Favor;
  static const std::map<std::string, Choice> choices{
      {"", Choice::none}, {"ours", Choice::ours}, {"theirs", Choice::theirs}, {"union", Choice::both}};
  UpgradeCommand upgrade = upgrade_;
  upgrade.favor = choices.at(favor_);
  if (upgrade.abort || !upgrade.to.empty() || upgrade.from.find("..") != std::string::npos) return upgrade;
  return fail(usage("upgrade: no new version given", "give --to FOLDER, WHEEL or REVISION (or --abort)"));
}

}  // namespace mintport
