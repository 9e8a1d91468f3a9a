#include "app/cli/program.hh"

namespace mintport::cli {
namespace {

void add_options(CLI::App& app, PlanCommand& c) {
  using Format = PlanCommand::Format;
  app.add_option("--source,source", c.source,
                 "The HF sources: a folder, a wheel, or a revision of the clone; default: the folder in "
                 "mintport.json")
      ->type_name("SOURCE");
  app.add_option("--port", c.port,
                 "Folder of the port; - if there is none yet; default: the folder in mintport.json")
      ->type_name("DIR");
  app.add_option("--clone", c.clone, "The git clone that revisions belong to")->type_name("DIR");
  app.add_option("--target,-t", c.targets, "Only the files that this class, folder or file needs; repeatable")
      ->type_name("NAME")
      ->allow_extra_args(false);
  CLI::Option& format =
      add_choice<Format>(app, "--format", c.format,
                         {{"text", Format::text},
                          {"markdown", Format::markdown},
                          {"json", Format::json},
                          {"csv", Format::csv},
                          {"graphviz", Format::graphviz},
                          {"mermaid", Format::mermaid}},
                         "Output format; graphviz and mermaid draw the imports (plan only); default: text");
  add_json_format(app, c.format, Format::json, format);
  app.add_option("-o,--output", c.output, "Write to this file; default: standard output")->type_name("FILE");
  app.add_flag("--all", c.all, "Print every file in full");
  add_conversion(app, c);
}

}  // namespace

void PlanCommand::declare(Program& program) {
  auto [plan_app, plan] = program.add<PlanCommand>(
      program.app(), "plan", "List the files to port, in an order in which each can be finished");
  add_options(plan_app, plan);
  auto [status_app, status] = program.add<PlanCommand>(
      program.app(), "status", "List the models, pipelines and schedulers that the port supports");
  status.status = true;
  add_options(status_app, status);
}

}  // namespace mintport::cli
