#include "app/workbench/git_words.hh"

#include <gtest/gtest.h>

namespace mintport::ui {
namespace {

using Operation = GitState::Operation;
using Notes = std::vector<std::string>;

TEST(GitWords, NameTheBranch) {
  EXPECT_EQ(head_words({.branch = "main"}), "on main");
  EXPECT_EQ(head_words({.branch = "main", .upstream = "origin/main", .ahead = 2, .behind = 1}),
            "on main ↑2 ↓1");
  EXPECT_EQ(head_words({.branch = "e565473", .detached = true}), "detached at e565473");
  EXPECT_EQ(git_notes({.branch = "main"}, 0, "C", "c"), Notes());
}

TEST(GitWords, NameTheOperation) {
  EXPECT_EQ(operation_words({}), "");
  EXPECT_EQ(operation_words({.operation = Operation::merge, .other = "topic"}), "merging topic");
  EXPECT_EQ(operation_words({.operation = Operation::rebase, .step = 2, .steps = 5}), "rebasing 2/5");
  EXPECT_EQ(operation_words({.operation = Operation::rebase}), "rebasing");
  EXPECT_EQ(operation_words({.operation = Operation::cherry_pick, .other = "abc"}), "picking abc");
  EXPECT_EQ(operation_words({.operation = Operation::revert, .other = "abc"}), "reverting abc");
  EXPECT_EQ(operation_words({.operation = Operation::bisect}), "bisecting");
}

TEST(GitWords, TellWhatToDo) {
  const GitState merge{.operation = Operation::merge, .branch = "main", .other = "topic"};
  EXPECT_EQ(git_notes(merge, 2, "C", "c"),
            (Notes{"merging topic into main: 2 files are in conflict; C shows them; :abort gives it up"}));
  EXPECT_EQ(git_notes(merge, 0, "C", "c"),
            (Notes{"merging topic into main: c concludes it; :abort gives it up"}));
  EXPECT_EQ(
      git_notes({.operation = Operation::rebase, .branch = "topic", .step = 1, .steps = 2}, 1, "C", "c"),
      (Notes{
          "rebasing 1/2 of topic: 1 file is in conflict; C shows it; then `git rebase --continue` goes on, "
          "`--abort` gives it up"}));
  EXPECT_EQ(git_notes({.branch = "e565473", .detached = true}, 0, "C", "c"),
            (Notes{"HEAD is detached at e565473: a commit here is on no branch; :branch NAME makes one"}));
  EXPECT_EQ(git_notes({.branch = "main", .upstream = "origin/main", .ahead = 1, .behind = 3}, 0, "C", "c"),
            (Notes{"main is 1 commit ahead of and 3 behind origin/main"}));
  EXPECT_EQ(git_notes({.branch = "main", .upstream = "origin/main", .behind = 3}, 0, "C", "c"),
            (Notes{"main is 3 commits behind origin/main"}));
}

TEST(GitWords, TitleTheSidesOfAConflict) {
  EXPECT_EQ(side_titles({}),
            (SideTitles{"ours: the port", "base: the old upstream", "theirs: the new upstream"}));
  EXPECT_EQ(side_titles({.operation = Operation::merge, .branch = "main", .other = "topic"}),
            (SideTitles{"ours: main", "base: the common ancestor", "theirs: topic"}));
  EXPECT_EQ(side_titles({.operation = Operation::rebase, .branch = "topic", .other = "abc"}).theirs,
            "theirs: a commit of topic");
  EXPECT_EQ(side_titles({.operation = Operation::cherry_pick, .branch = "main", .other = "abc"}).theirs,
            "theirs: the picked abc");
  EXPECT_EQ(side_titles({.operation = Operation::revert, .branch = "main", .other = "abc"}).theirs,
            "theirs: before abc");
}

}  // namespace
}  // namespace mintport::ui
