// Where HEAD stands, the operation in progress, and the end of a merge.
#include <gtest/gtest.h>

#include "app/git/repository.hh"
#include "support/git_sandbox.hh"

namespace mintport {
namespace {

using Operation = GitState::Operation;

class StateOfGit : public ::testing::Test {
 protected:
  void SetUp() override {
    git.commit({{"a.py", "1\n"}, {"b.py", "1\n"}});
    git.git({"checkout", "-q", "-b", "topic"});
    git.commit({{"a.py", "topic\n"}, {"new.py", "topic\n"}}, "Topic");
    git.git({"rm", "-q", "b.py"});
    git.git({"commit", "-q", "-m", "Without b"});
    git.git({"checkout", "-q", "main"});
    git.commit({{"a.py", "main\n"}}, "Main");
    tree = *open_repository(git.root().string());
  }
  std::string short_id(const std::string& revision) const {
    return git.git({"rev-parse", revision}).substr(0, 7);
  }

  testing::GitSandbox git;
  std::unique_ptr<WorkTree> tree;
};

TEST_F(StateOfGit, IsABranch) {
  EXPECT_EQ(tree->state(), (GitState{.branch = "main"}));
  git.git({"checkout", "-q", "--detach"});
  EXPECT_EQ(tree->state(), (GitState{.branch = short_id("HEAD"), .detached = true}));
}

TEST_F(StateOfGit, CountsCommitsAheadAndBehind) {
  git.git({"branch", "--set-upstream-to", "topic"});
  EXPECT_EQ(tree->state(), (GitState{.branch = "main", .upstream = "topic", .ahead = 1, .behind = 2}));
  git.commit({{"a.py", "more\n"}}, "More");
  EXPECT_EQ(tree->state().ahead, 2u);
  git.git({"reset", "-q", "--hard", "topic"});
  EXPECT_EQ(tree->state(), (GitState{.branch = "main", .upstream = "topic"}));
}

TEST_F(StateOfGit, IsAMerge) {
  EXPECT_NE(git.try_git({"merge", "topic"}).status, 0);
  const GitState state = tree->state();
  EXPECT_EQ(state.operation, Operation::merge);
  EXPECT_EQ(state.branch, "main");
  EXPECT_EQ(state.other, "topic");
  EXPECT_TRUE(state.message.starts_with("Merge branch 'topic'\n")) << state.message;
}

TEST_F(StateOfGit, IsARebase) {
  git.git({"checkout", "-q", "topic"});
  EXPECT_NE(git.try_git({"rebase", "main"}).status, 0);
  const GitState state = tree->state();
  EXPECT_EQ(state.operation, Operation::rebase);
  EXPECT_EQ(state.branch, "topic");
  EXPECT_FALSE(state.detached);
  EXPECT_EQ(state.other, short_id("main"));
  EXPECT_EQ(std::pair(state.step, state.steps), std::pair(std::size_t{1}, std::size_t{2}));
}

TEST_F(StateOfGit, IsAnotherOperation) {
  EXPECT_NE(git.try_git({"cherry-pick", "topic~1"}).status, 0);
  EXPECT_EQ(tree->state().operation, Operation::cherry_pick);
  EXPECT_EQ(tree->state().other, short_id("topic~1"));
  git.git({"cherry-pick", "--abort"});
  git.commit({{"a.py", "again\n"}}, "Again");
  EXPECT_NE(git.try_git({"revert", "--no-edit", "HEAD~1"}).status, 0);
  EXPECT_EQ(tree->state().operation, Operation::revert);
  git.git({"revert", "--abort"});
  git.git({"bisect", "start"});
  EXPECT_EQ(tree->state().operation, Operation::bisect);
}

TEST_F(StateOfGit, IsAsBeforeAnAbortedMerge) {
  git.write("notes.txt", "mine\n");
  EXPECT_NE(git.try_git({"merge", "topic"}).status, 0);
  EXPECT_EQ(git.git({"status", "--short"}), "UU a.py\nD  b.py\nA  new.py\n?? notes.txt\n");
  ASSERT_TRUE(tree->abort_merge());
  EXPECT_EQ(git.git({"status", "--short"}), "?? notes.txt\n");
  EXPECT_EQ(git.read("a.py"), "main\n");
  EXPECT_EQ(git.read("notes.txt"), "mine\n");
  EXPECT_EQ(tree->state(), (GitState{.branch = "main"}));
  EXPECT_EQ(tree->abort_merge().error().kind, ErrorKind::refused);
}

TEST_F(StateOfGit, KeepsWhatAnAbortedMergeWouldLose) {
  EXPECT_NE(git.try_git({"merge", "topic"}).status, 0);
  git.write("new.py", "mine\n");
  EXPECT_EQ(tree->abort_merge().error().what, "new.py has changes that are not staged");
  EXPECT_EQ(git.read("new.py"), "mine\n");
  EXPECT_EQ(tree->state().operation, Operation::merge);
}

}  // namespace
}  // namespace mintport
