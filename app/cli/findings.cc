#include "app/cli/program.hh"

namespace mintport::cli {
namespace {

std::vector<std::pair<std::string, std::optional<FindingKind>>> kinds() {
  std::vector<std::pair<std::string, std::optional<FindingKind>>> out;
  constexpr auto kLast = static_cast<int>(FindingKind::syntax);
  for (int i = 0; i <= kLast; ++i) {
    const auto kind = static_cast<FindingKind>(i);
    out.emplace_back(to_string(kind), kind);
  }
  return out;
}

}  // namespace

void FindingsCommand::declare(Program& program) {
  auto [app, c] = program.add<FindingsCommand>(program.app(), "findings",
                                               "List the findings of a review: open ones, by path and line");
  app.add_option("repo", c.repository, "The git work tree, or a folder in it; default: the current folder")
      ->type_name("REPO");
  app.add_option("path", c.paths,
                 "Only these files and folders: paths on disk, or below both roots; default: all")
      ->type_name("PATH");
  add_choice<std::optional<FindingKind>>(app, "--kind", c.kind, kinds(), "Only findings of this kind");
  app.add_option("--symbol", c.symbol, "Only findings about this name, or about names in it: torch.linalg")
      ->type_name("NAME");
  add_choice<Wanted>(
      app, "--life", c.life,
      {{"open", Wanted::open}, {"fixed", Wanted::fixed}, {"waived", Wanted::waived}, {"all", Wanted::all}},
      "Only findings in this state; default: open");
  add_choice<Format>(
      app, "--report", c.report,
      {{"text", Format::text}, {"json", Format::json}, {"csv", Format::csv}, {"markdown", Format::markdown}},
      "Output format; default: text");
  app.add_flag("--fail-on-findings", c.fail_on_findings, "Exit with status 1 if one of them is open");
  add_mappings(app, c.mappings);
}

}  // namespace mintport::cli
