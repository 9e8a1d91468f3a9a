#include "core/diff/stage.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

using Hunks = std::vector<LineHunk>;

TEST(SplitHunks, KeepsALineWithWhatItReplaces) {
  // "two" resembles "two!", so they are paired; the others pair from the top.
  EXPECT_EQ(split_hunks("one\ntwo words here\n", "1\ntwo words there\n", Hunks{{1, 2, 1, 2}}),
            (Hunks{{1, 1, 1, 1}, {2, 1, 2, 1}}));
  EXPECT_EQ(split_hunks("a\nb\nc\n", "1\n", Hunks{{1, 3, 1, 1}}),
            (Hunks{{1, 1, 1, 1}, {2, 1, 1, 0}, {3, 1, 1, 0}}));
  EXPECT_EQ(split_hunks("a\n", "1\n2\n3\n", Hunks{{1, 1, 1, 3}}),
            (Hunks{{1, 1, 1, 1}, {1, 0, 2, 1}, {1, 0, 3, 1}}));
  EXPECT_EQ(split_hunks("a\nb\n", "", Hunks{{1, 2, 0, 0}}), (Hunks{{1, 1, 0, 0}, {2, 1, 0, 0}}));
  EXPECT_EQ(split_hunks("x\n", "x\na\nb\n", Hunks{{1, 0, 2, 2}}), (Hunks{{1, 0, 2, 1}, {1, 0, 3, 1}}));
  EXPECT_EQ(split_hunks("x\na", "x\na\n", Hunks{{2, 1, 2, 1}}), (Hunks{{2, 1, 2, 1}}));
}

TEST(SplitHunks, AreAppliedInOrder) {
  const std::string before = "a\nb\nz\n", after = "1\n2\n3\nz\n";
  const Hunks parts = split_hunks(before, after, Hunks{{1, 2, 1, 3}});
  EXPECT_EQ(apply_hunks(before, after, parts, {true, false, false}), "1\nb\nz\n");
  EXPECT_EQ(apply_hunks(before, after, parts, {false, true, false}), "a\n2\nz\n");
  EXPECT_EQ(apply_hunks(before, after, parts, {false, false, true}), "a\nb\n3\nz\n");
}

TEST(ApplyHunks, CompletesALineAsTheFileDoes) {
  const std::string before = "a\r\nb", after = "a\r\nb\r\nc\r\n";
  const Hunks parts = split_hunks(before, after, Hunks{{2, 1, 2, 2}});
  EXPECT_EQ(apply_hunks(before, after, parts, {false, true}), after);
  EXPECT_EQ(apply_hunks(before, after, parts, {true, false}), "a\r\nb\r\n");
}

TEST(HunksWith, HoldOneOfTheLines) {
  const Hunks hunks{{1, 1, 1, 1}, {3, 2, 2, 0}, {6, 0, 4, 1}};
  EXPECT_EQ(hunks_with(hunks, {{4}, {}}), (std::vector<bool>{false, true, false}));
  EXPECT_EQ(hunks_with(hunks, {{2, 5}, {1, 4}}), (std::vector<bool>{true, false, true}));
}

TEST(HunksBetween, TakeWhatIsRemovedBetweenLines) {
  const Hunks hunks{{1, 1, 1, 1}, {3, 2, 2, 0}, {6, 0, 4, 1}};
  EXPECT_EQ(hunks_between(hunks, 1, 3), (std::vector<bool>{true, true, false}));
  EXPECT_EQ(hunks_between(hunks, 1, 2), (std::vector<bool>{true, false, false}));
  EXPECT_EQ(hunks_between(hunks, 2, 2), (std::vector<bool>{false, true, false}));
  EXPECT_EQ(hunks_between(hunks, 3, 3), (std::vector<bool>{false, true, false}));
  EXPECT_EQ(hunks_between(hunks, 5, 9), (std::vector<bool>{false, false, false}));
}

}  // namespace
}  // namespace mintport
