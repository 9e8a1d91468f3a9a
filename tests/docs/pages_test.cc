// Checks that the generated pages of docs/ are up to date, and that bench/fidelity/rules.md measures every
// rule.
#include "app/install/pages.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "app/cli/model.hh"
#include "core/rules/catalog.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Docs, HoldTheGeneratedPages) {
  for (const cli::Page& page : cli::generated_pages()) {
    const fs::path file = fs::path(MINTPORT_SOURCE_DIR) / "docs" / page.path;
    EXPECT_EQ(text_of(file), page.text) << file << " is out of date: run `make docs`";
  }
}

// Scripts can read what every command prints, but for the screen.
TEST(Docs, EveryCommandPrintsJsonThatASchemaDescribes) {
  for (const cli::CommandModel& command : cli::command_models()) {
    if (command.path == "open") continue;
    EXPECT_TRUE(std::any_of(command.options.begin(), command.options.end(),
                            [](const cli::OptionModel& option) {
                              return std::find(option.names.begin(), option.names.end(), "--json") !=
                                     option.names.end();
                            }))
        << command.path;
    const std::string first = command.path.substr(0, command.path.find(' '));
    const fs::path schema =
        fs::path(MINTPORT_SOURCE_DIR) / "docs/schemas" / ((first == "redo" ? "undo" : first) + ".json");
    EXPECT_TRUE(fs::is_regular_file(schema)) << schema;
  }
}

TEST(Docs, TheWorthOfEachRuleIsMeasured) {
  const fs::path path = fs::path(MINTPORT_SOURCE_DIR) / "bench/fidelity/rules.md";
  const std::string measured = text_of(path);
  for (const RuleInfo& rule : rule_catalog()) {
    EXPECT_NE(measured.find("| `" + std::string(rule.id) + "` |"), std::string::npos)
        << path << " has no row for " << rule.id << ": run bench/fidelity/run --rules";
  }
}

}  // namespace
}  // namespace mintport
