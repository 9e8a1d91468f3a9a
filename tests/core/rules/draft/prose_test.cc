// Strings that people read.

#include "core/rules/draft/prose.hh"

#include <gtest/gtest.h>

namespace mintport::rules::prose_test {
namespace {

// Of the text's first string.
bool is(bool (*what)(const Tree&, NodeId), std::string text) {
  const Tree tree =
      Tree::parse(std::make_shared<const Source>(Source::make("a.py", std::move(text)).value()));
  return what(tree, tree.of(Kind::string).front());
}

TEST(Prose, Docstrings) {
  EXPECT_TRUE(is(is_docstring, "\"\"\"Does.\"\"\"\n"));
  EXPECT_TRUE(is(is_docstring, "EXAMPLE = \"\"\"x\"\"\"\n"));
  EXPECT_FALSE(is(is_docstring, "x = \"Does.\"\n"));
  EXPECT_FALSE(is(is_docstring, "f(\"\"\"Does.\"\"\")\n"));
}

TEST(Prose, MessagesHaveABlankBetweenWords) {
  EXPECT_TRUE(is(is_prose, "raise ValueError(\"no such model\")\n"));
  EXPECT_FALSE(is(is_prose, "x = f(\"model\")\n"));
  EXPECT_FALSE(is(is_prose, "x = f(\" model \")\n"));
}

TEST(Prose, TextsInOrder) {
  const Tree tree = Tree::parse(
      std::make_shared<const Source>(Source::make("a.py", "# one\nx = \"two\"  # three\n").value()));
  std::vector<std::string_view> out;
  for (NodeId id : texts_in(tree)) out.push_back(tree.text(id));
  EXPECT_EQ(out, (std::vector<std::string_view>{"# one", "two", "# three"}));
}

}  // namespace
}  // namespace mintport::rules::prose_test
