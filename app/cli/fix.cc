#include "app/cli/program.hh"

namespace mintport::cli {
namespace {

// Something must say which findings are meant: --path alone would fix whatever is there.
struct FixOptions : FixCommand {
  Result<FixCommand> checked() const {
    const bool narrowed = !symbol.empty() || kind || all_certain;
    if (ids.empty() && !narrowed)
      return fail(usage("fix: no finding is chosen", "give ids, --symbol, --kind or --all-certain"));
    if (!ids.empty() && narrowed)
      return fail(usage("fix: ids exclude --symbol, --kind and --all-certain", "give one or the other"));
    return FixCommand(*this);
  }
};

}  // namespace

void FixCommand::declare(Program& program) {
  auto [app, c] = program.add<FixOptions>(program.app(), "fix",
                                          "Apply the fixes that findings offer, as one step of undo");
  app.add_option("id", c.ids, "Ids of findings, or their first digits")->type_name("ID");
  add_symbol(app, c.symbol);
  add_kind(app, c.kind);
  add_paths(app, c.paths);
  app.add_flag("--all-certain", c.all_certain, "Every fix that certainly keeps the meaning");
  app.add_option("--fix", c.which, "Which fix, where a finding offers several: 1 is the first")
      ->type_name("N")
      ->check(CLI::Range(1U, 99U).description(""));
  app.add_flag("--dry-run,-n", c.dry_run, "Write nothing; print a unified diff for `git apply`");
  add_json(app, c.json);
  add_review(app, c);
}

}  // namespace mintport::cli
