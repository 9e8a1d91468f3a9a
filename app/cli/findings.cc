#include "app/cli/program.hh"

namespace mintport::cli {
namespace {

struct FindingsOptions : FindingsCommand {
  bool sarif = false, csv = false, markdown = false;

  Result<FindingsCommand> checked() const {
    FindingsCommand out = *this;
    out.format = json       ? Format::json
                 : sarif    ? Format::sarif
                 : csv      ? Format::csv
                 : markdown ? Format::markdown
                            : Format::text;
    return out;
  }
};

}  // namespace

void FindingsCommand::declare(Program& program) {
  auto [app, c] = program.add<FindingsOptions>(program.app(), "findings",
                                               "List the findings of a review: open ones, by path and line");
  app.add_option("path", c.paths, kPathsHelp)->type_name("PATH");
  add_kind(app, c.kind);
  add_symbol(app, c.symbol);
  add_choice<Wanted>(
      app, "--life", c.life,
      {{"open", Wanted::open}, {"fixed", Wanted::fixed}, {"waived", Wanted::waived}, {"all", Wanted::all}},
      "Only findings in this state; default: open");
  CLI::Option* json = add_json(app, c.json);
  CLI::Option* sarif = app.add_flag("--sarif", c.sarif, "Print a SARIF 2.1.0 log");
  CLI::Option* csv = app.add_flag("--csv", c.csv, "Print comma-separated values, with a header");
  CLI::Option* markdown = app.add_flag("--markdown", c.markdown, "Print a Markdown table");
  json->excludes(sarif)->excludes(csv)->excludes(markdown);
  sarif->excludes(csv)->excludes(markdown);
  csv->excludes(markdown);
  app.add_flag("--fail-on-findings", c.fail_on_findings, "Exit with status 1 if one of them is open");
  add_review(app, c);
}

}  // namespace mintport::cli
