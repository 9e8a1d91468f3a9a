// The lines of docstrings and the entries of parameters in them.

#include "core/rules/draft/docstring_lines.hh"

#include <gtest/gtest.h>

namespace mintport::rules::docstring_lines_test {
namespace {

std::vector<DocstringLine> lines_of(std::string_view text) {
  static std::vector<Tree> trees;  // the lines are views
  trees.push_back(
      Tree::parse(std::make_shared<const Source>(Source::make("a.py", std::string(text)).value())));
  return docstring_lines(trees.back(), trees.back().of(Kind::function_definition).front());
}

TEST(DocstringLines, OfAFunction) {
  const auto lines = lines_of(
      "def f(n):\n    \"\"\"Does.\n\n    Args:\n        n (`int`):\n            How many.\n    \"\"\"\n");
  ASSERT_EQ(lines.size(), 6U);
  EXPECT_EQ(lines[3].text, "n (`int`):");
  EXPECT_EQ(lines[3].indent, 8U);
  EXPECT_EQ(entry_end(lines, 3), 5U);
}

TEST(DocstringLines, NoneWithoutADocstring) {
  EXPECT_TRUE(lines_of("def f():\n    return \"text\"\n").empty());
}

TEST(DocstringLines, EntriesHaveATypeOrAColon) {
  EXPECT_EQ(entry_name("n (`int`): how many"), "n");
  EXPECT_EQ(entry_name("n: how many"), "n");
  EXPECT_EQ(entry_name("how many there are"), "");
  EXPECT_EQ(entry_name("many"), "");
}

}  // namespace
}  // namespace mintport::rules::docstring_lines_test
