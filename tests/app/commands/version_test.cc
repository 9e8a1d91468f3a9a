// The version stands in CMakeLists.txt only. The program, the wheel and the change log follow it.
#include <gtest/gtest.h>

#include <regex>

#include "support/process.hh"
#include "support/temp_dir.hh"

namespace mintport::testing {
namespace {

std::string source(const char* file) {
  return read_file(std::string(MINTPORT_SOURCE_DIR "/") + file);
}

// The first group of `pattern` in the text; empty if there is no match.
std::string find(const std::string& text, const char* pattern) {
  std::smatch match;
  return std::regex_search(text, match, std::regex(pattern, std::regex::multiline)) ? match.str(1) : "";
}

std::string project_version() {
  return find(source("CMakeLists.txt"), R"(^project\(mintport VERSION (\S+) )");
}

TEST(Version, ThePrintedOneNamesTheCommitAndTheReleases) {
  const std::string out = run({MINTPORT_PROGRAM, "--version"}).out;
  EXPECT_EQ(find(out, R"(^mintport (\S+)( \([0-9a-f]{12}(-dirty)?\))?\n)"), project_version()) << out;
  EXPECT_EQ(out.substr(out.find('\n') + 1),
            "tables: mindone 0.5.0 with diffusers 0.35.1, mindspore 2.10.0, torch 2.15.0\n");
}

TEST(Version, TheChangeLogBeginsWithIt) {
  EXPECT_EQ(find(source("CHANGELOG.md"), R"(^## (\S+))"), project_version());
}

TEST(Version, TheWheelReadsItFromCMake) {
  const std::string project = source("pyproject.toml");
  EXPECT_EQ(find(project, R"(^version = (.+)$)"), "");
  EXPECT_EQ(find(project, R"(^dynamic = (.+)$)"), R"(["version"])");
  EXPECT_EQ(find(project, R"(^input = (.+)$)"), R"("CMakeLists.txt")");
  // The rule of pyproject.toml finds what the build takes. std::regex has no named groups.
  std::string rule = find(project, R"(^regex = '\(\?m\)(.+)'$)");
  const std::string named = "(?P<value>";
  ASSERT_NE(rule.find(named), std::string::npos) << rule;
  rule.replace(rule.find(named), named.size(), "(");
  EXPECT_EQ(find(source("CMakeLists.txt"), rule.c_str()), project_version());
}

}  // namespace
}  // namespace mintport::testing
