// Checks that messages are plain English: string literals of the sources and notes of the tables contain none
// of the phrases that docs/messages.md forbids.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "core/rules/catalog.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBanned[] = {
    "what is ",         "what this is",     "of which",          " any more",       "tells of",
    "tell of",          "says of",          "nothing like",      "passed on to",    "as people did",
    "find another way", "that we know of",  "has nothing to do", "nobody reviewed", "the like",
    "by its place",     "of its own doing",
};

std::string file_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The files below `folder` with one of the suffixes.
std::vector<fs::path> files_below(const char* folder, std::initializer_list<std::string_view> endings) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(MINTPORT_SOURCE_DIR) / folder)) {
    for (const std::string_view ending : endings) {
      if (entry.path().extension() == ending) out.push_back(entry.path());
    }
  }
  return out;
}

// Expects none of the forbidden phrases in `literal`.
void expect_plain(const std::string& literal, const fs::path& file) {
  for (const std::string_view phrase : kBanned)
    EXPECT_EQ(literal.find(phrase), std::string::npos)
        << file << ": " << literal << "\n  says \"" << phrase << '"';
}

// Adjacent literals form one string.
TEST(Messages, OfTheSourcesArePlain) {
  const std::regex literal(R"re("((?:[^"\\\n]|\\.)*)"(?:\s*"((?:[^"\\\n]|\\.)*)")*)re");
  std::size_t count = 0;
  for (const char* folder : {"app", "core", "views"}) {
    for (const fs::path& file : files_below(folder, {".cc", ".hh"})) {
      std::string text;
      std::ifstream in(file);
      for (std::string line; std::getline(in, line);) {
        const std::size_t start = line.find_first_not_of(" \t");
        if (start == std::string::npos || line.compare(start, 2, "//") == 0 || line[start] == '#') continue;
        text += line.substr(0, line.find("  // ")) + "\n";
      }
      for (std::sregex_iterator at(text.begin(), text.end(), literal), end; at != end; ++at, ++count)
        expect_plain(at->str(), file);
    }
  }
  EXPECT_GT(count, 1000U);
}

TEST(Messages, OfTheTablesArePlain) {
  const std::regex prose(R"re("(?:note|difference|reason|description|why)": "((?:[^"\\]|\\.)*)")re");
  std::size_t count = 0;
  for (const fs::path& file : files_below("mappings", {".json"})) {
    const std::string text = file_text(file);
    for (std::sregex_iterator at(text.begin(), text.end(), prose), end; at != end; ++at, ++count)
      expect_plain(at->str(1), file);
  }
  EXPECT_GT(count, 500U);
}

TEST(Messages, OfTheRulesArePlain) {
  for (const RuleInfo& rule : rule_catalog()) {
    for (const std::string_view text : {rule.does, rule.applied, rule.offered})
      expect_plain(std::string(text), std::string(rule.id));
  }
}

}  // namespace
}  // namespace mintport
