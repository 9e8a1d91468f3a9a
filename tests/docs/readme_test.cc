// The README's tables of keys and rules are those of the program, and each rule's worth is measured.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "core/rules/catalog.hh"
#include "views/input/commands.hh"

namespace mintport {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string readme() {
  return text_of(MINTPORT_README);
}

std::string code(std::string_view keys) {
  std::string out;
  while (!keys.empty()) {
    const std::size_t gap = keys.find(' ');
    std::string key(keys.substr(0, gap));
    if (key == "|") key = "\\|";
    out += (out.empty() ? "`" : " `") + key + "`";
    if (gap == std::string_view::npos) break;
    keys.remove_prefix(gap + 1);
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

TEST(Readme, HasTheKeyTable) {
  std::string table = "| keys | what they do |\n| --- | --- |\n";
  for (const CommandInfo& row : commands()) {
    if (!row.keys.empty()) table += "| " + code(row.keys) + " | " + escaped(row.help) + " |\n";
  }
  EXPECT_NE(readme().find(table), std::string::npos) << "README.md should hold:\n" << table;
}

TEST(Readme, HasTheRuleTable) {
  std::string table =
      "| rule | what it does | applied when | offered or reported |\n| --- | --- | --- | --- |\n";
  for (const RuleInfo& rule : rule_catalog()) {
    table += "| `" + std::string(rule.id) + "` | " + escaped(rule.does) + " | " + escaped(rule.applied) +
             " | " + escaped(rule.offered) + " |\n";
  }
  EXPECT_NE(readme().find(table), std::string::npos) << "README.md should hold:\n" << table;
}

TEST(Readme, TheWorthOfEachRuleIsMeasured) {
  const auto path = std::filesystem::path(MINTPORT_README).parent_path() / "bench/fidelity/rules.md";
  const std::string measured = text_of(path);
  for (const RuleInfo& rule : rule_catalog()) {
    EXPECT_NE(measured.find("| `" + std::string(rule.id) + "` |"), std::string::npos)
        << path << " has no row for " << rule.id << ": run bench/fidelity/run --rules";
  }
}

}  // namespace
}  // namespace mintport
