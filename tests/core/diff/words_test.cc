#include "core/diff/words.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

using Words = std::vector<WordChange>;
using Pairs = std::vector<LinePair>;

TEST(WordChanges, NamesWholeWords) {
  EXPECT_EQ(word_changes("x = torch.cat(y)", "x = mint.cat(y)"), (Words{{{4, 9}, {4, 8}}}));
  EXPECT_EQ(word_changes("same", "same"), Words{});
  EXPECT_EQ(word_changes("", "new"), (Words{{{0, 0}, {0, 3}}}));
  EXPECT_EQ(word_changes("f(a, b)", "f(a)"), (Words{{{3, 6}, {3, 3}}}));
}

TEST(WordChanges, JoinsWhatOnlyBlanksPart) {
  EXPECT_EQ(word_changes("return one two", "return six ten"), (Words{{{7, 14}, {7, 14}}}));
}

TEST(PairLines, FindsTheLinesThatBelongTogether) {
  EXPECT_EQ(pair_lines({"a = torch.cat(x)", "b = 1"}, {"new line here", "a = mint.cat(x)", "b = 1"}),
            (Pairs{{0, 1}, {1, 2}}));
  EXPECT_EQ(pair_lines({"import os"}, {"while True: pass"}), Pairs{});
}

TEST(PairLines, TakesHugeBlocksInOrder) {
  const std::vector<std::string_view> many(300, "x");
  EXPECT_EQ(pair_lines(many, many).size(), 300u);
}

}  // namespace
}  // namespace mintport
