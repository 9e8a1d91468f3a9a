#include "core/merge/conflicts.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

using Places = std::vector<ConflictPlace>;

const Merge kMerge{.pieces = {{.ours = "def f():\n    a = 1\n"},
                              {true, "    b = 1\n", "    b = 2\n\n    c = 2\n", "    b = 3\n\n"},
                              {.ours = "    return b\n"}}};

TEST(FindConflicts, AsMergesWriteThem) {
  const std::string text = with_markers(kMerge, {"port", "old", "new"});
  const Places found = find_conflicts(text);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0],
            (ConflictPlace{found[0].range, 3, "    b = 1\n", "    b = 2\n\n    c = 2\n", "    b = 3\n\n"}));
  EXPECT_EQ(without_conflict(text, found[0], Favor::ours), decide(kMerge, Favor::ours));
  EXPECT_EQ(without_conflict(text, found[0], Favor::theirs), decide(kMerge, Favor::theirs));
  EXPECT_EQ(without_conflict(text, found[0], Favor::both), decide(kMerge, Favor::both));
}

TEST(FindConflicts, InComments) {
  const std::string text = with_comment_markers(kMerge, {"port", "old", "new"});
  const Places found = find_conflicts(text);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0],
            (ConflictPlace{found[0].range, 3, "    b = 1\n", "    b = 2\n\n    c = 2\n", "    b = 3\n\n"}));
  EXPECT_EQ(without_conflict(text, found[0], Favor::theirs), decide(kMerge, Favor::theirs));
}

TEST(FindConflicts, OfGitWithoutTheBase) {
  EXPECT_EQ(find_conflicts("<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>> x\r\nc\r\n"),
            (Places{{{0, 40}, 1, "", "a\r\n", "b\r\n"}}));
}

TEST(FindConflicts, SeveralInOrder) {
  const std::string one = "<<<<<<< a\n1\n||||||| b\n2\n=======\n3\n>>>>>>> c\n";
  const Places found = find_conflicts(one + "x\n" + one);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[1].line, 9U);
  EXPECT_EQ(found[1].base, "2\n");
}

TEST(FindConflicts, NoneWhereNothingIsMarked) {
  EXPECT_EQ(find_conflicts("Title\n=======\nx = a << 1\n"), Places{});
  EXPECT_EQ(find_conflicts("<<<<<<< a\nnever closed\n"), Places{});
  EXPECT_EQ(find_conflicts("x = '''\n  <<<<<<< a\n  =======\n  >>>>>>> b\n'''\n"), Places{});
}

}  // namespace
}  // namespace mintport
