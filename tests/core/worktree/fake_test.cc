#include "core/worktree/fake.hh"

#include <gtest/gtest.h>

#include "core/worktree/path.hh"

namespace mintport {
namespace {

using Statuses = std::map<std::string, FileStatus>;

TEST(TreePath, TakesWhatLiesBelowTheRoot) {
  for (const char* path : {"a", "a/b.py", "a b/ä.py", ".gitignore", "a/.github/x", "..a", "a..b"}) {
    EXPECT_TRUE(check_tree_path(path)) << path;
  }
}

TEST(TreePath, RefusesWhatDoesNot) {
  for (std::string_view path :
       {std::string_view(), std::string_view("/a"), std::string_view(".."), std::string_view("a/../b"),
        std::string_view("a//b"), std::string_view("a/"), std::string_view("./a"),
        std::string_view(".git/config"), std::string_view("sub/.GIT/hooks"), std::string_view("a\0b", 3)}) {
    auto result = check_tree_path(path);
    ASSERT_FALSE(result) << path;
    EXPECT_EQ(result.error().kind, ErrorKind::refused);
  }
}

TEST(FakeWorkTree, BeginsClean) {
  FakeWorkTree tree{{"a.py", "a\n"}};
  EXPECT_EQ(tree.status(), Statuses{});
  EXPECT_EQ(tree.list(), std::vector<std::string>{"a.py"});
  EXPECT_EQ(tree.log(9)->size(), 1u);
}

TEST(FakeWorkTree, TellsStagedFromUnstaged) {
  FakeWorkTree tree{{"a.py", "1\n"}, {"gone.py", "x\n"}};
  ASSERT_TRUE(tree.write("a.py", "2\n"));
  ASSERT_TRUE(tree.write("new.py", "n\n"));
  ASSERT_TRUE(tree.stage_text("a.py", "1.5\n"));
  tree.work.erase("gone.py");
  ASSERT_TRUE(tree.stage_file("gone.py"));
  EXPECT_EQ(tree.status(), (Statuses{{"a.py", {TreeState::modified, TreeState::modified}},
                                     {"gone.py", {TreeState::deleted, TreeState::unmodified}},
                                     {"new.py", {TreeState::unmodified, TreeState::untracked}}}));
  ASSERT_TRUE(tree.unstage_file("gone.py"));
  EXPECT_EQ(tree.staged_text("gone.py"), "x\n");
}

TEST(FakeWorkTree, CommitsOnlyTheIndex) {
  FakeWorkTree tree{{"a.py", "1\n"}};
  EXPECT_EQ(tree.commit("Nothing").error().kind, ErrorKind::git);
  ASSERT_TRUE(tree.stage_text("a.py", "2\n"));
  EXPECT_EQ(tree.commit(" \n").error().kind, ErrorKind::git);
  auto commit = tree.commit("Count on\n\nBody");
  ASSERT_TRUE(commit);
  EXPECT_EQ(tree.head_text("a.py"), "2\n");
  EXPECT_EQ(tree.read("a.py"), "1\n");
  EXPECT_EQ(tree.log(1)->front(), (CommitSummary{commit->id, "Count on", "A Tester", 1'700'000'001}));
}

TEST(FakeWorkTree, FindsHunks) {
  FakeWorkTree tree;
  EXPECT_EQ(tree.diff("a\nb\n", "a\nb\n"), std::vector<LineHunk>{});
  EXPECT_EQ(tree.diff("a\nb\nc\n", "a\nB\nc\nd\n"), (std::vector<LineHunk>{{2, 1, 2, 1}, {3, 0, 4, 1}}));
  EXPECT_EQ(tree.diff("a\nb\n", "b\n"), (std::vector<LineHunk>{{1, 1, 0, 0}}));
  EXPECT_EQ(tree.diff("b\n", "a\nb\n"), (std::vector<LineHunk>{{0, 0, 1, 1}}));
}

TEST(FakeWorkTree, KnowsWhereALineIsFrom) {
  FakeWorkTree tree{{"a.py", "1\n2\n"}};
  tree.index["a.py"] = "0\n1\n2\n";
  const auto second = tree.commit("Second");
  ASSERT_TRUE(second);
  const std::string text = "new\n0\n1\n";
  EXPECT_EQ(tree.blame("a.py", text, 1), LineOrigin({}, 1));
  EXPECT_EQ(tree.blame("a.py", text, 2)->commit.subject, "Second");
  EXPECT_EQ(tree.blame("a.py", text, 3), LineOrigin(tree.commits.front().summary, 1));
}

TEST(FakeWorkTree, FailsOnDemandOnce) {
  FakeWorkTree tree;
  tree.next_error = Error{ErrorKind::io, "a.py", 0, "the disk is full", ""};
  EXPECT_EQ(tree.write("a.py", "1\n").error().what, "the disk is full");
  EXPECT_EQ(tree.work, FakeWorkTree::Files{});
  EXPECT_TRUE(tree.write("a.py", "1\n"));
  EXPECT_EQ(tree.write("../a.py", "1\n").error().kind, ErrorKind::refused);
}

TEST(FakeWorkTree, LaysConversionsOverEachOther) {
  FakeWorkTree tree;
  EXPECT_EQ(tree.converted_text("a.py").error().kind, ErrorKind::not_found);
  ASSERT_TRUE(tree.record_converted({{"a.py", "1\n"}, {"b.py", "1\n"}}, "First"));
  ASSERT_TRUE(tree.record_converted({{"b.py", "2\n"}}, "Second"));
  EXPECT_EQ(tree.converted, (FakeWorkTree::Files{{"a.py", "1\n"}, {"b.py", "2\n"}}));
}

}  // namespace
}  // namespace mintport
