#include <gtest/gtest.h>

#include "app/git/repository.hh"
#include "support/git_sandbox.hh"

namespace mintport {
namespace {

class UndoOnGit : public ::testing::Test {
 protected:
  void SetUp() override {
    git.commit({{"a.py", "1\n"}});
    tree = *open_repository(git.root().string());
  }
  std::string head() const { return git.git({"rev-parse", "HEAD"}); }

  testing::GitSandbox git;
  std::unique_ptr<WorkTree> tree;
};

TEST_F(UndoOnGit, KeepsTexts) {
  const std::string text("a\0b\r\n", 5);
  const auto id = tree->store(text);
  ASSERT_TRUE(id);
  EXPECT_EQ(tree->stored(*id), text);
  EXPECT_EQ(git.git({"cat-file", "-t", *id}), "blob\n");
  EXPECT_EQ(tree->stored(std::string(40, '1')).error().kind, ErrorKind::not_found);
}

TEST_F(UndoOnGit, KeepsTextsFromBeingCollected) {
  const std::string kept = tree->store("kept").value(), other = tree->store("other").value();
  EXPECT_TRUE(tree->keep({kept, std::string(40, '1'), "no id"}));
  git.git({"gc", "-q", "--prune=now"});
  EXPECT_EQ(tree->stored(kept), "kept");
  EXPECT_EQ(tree->stored(other).error().kind, ErrorKind::not_found);
  EXPECT_EQ(git.git({"ls-tree", "refs/mintport/undo"}), "100644 blob " + kept + "\t" + kept + "\n");
  EXPECT_TRUE(tree->keep({kept}));
  EXPECT_TRUE(tree->keep({}));
  EXPECT_TRUE(tree->keep({}));
  EXPECT_EQ(git.git({"for-each-ref", "refs/mintport"}), "");
}

TEST_F(UndoOnGit, KeepsTextsOfEachWorkTree) {
  git.git({"worktree", "add", "-q", "--detach", "linked"});
  const std::string kept = tree->store("kept").value();
  EXPECT_TRUE(tree->keep({kept}));
  auto linked = open_repository((git.root() / "linked").string());
  ASSERT_TRUE(linked);
  EXPECT_TRUE((*linked)->keep({}));
  EXPECT_TRUE((*linked)->keep({kept}));
  EXPECT_EQ(git.git({"for-each-ref", "--format=%(refname)", "refs/mintport"}),
            "refs/mintport/undo\nrefs/mintport/undo-linked\n");
}

TEST_F(UndoOnGit, PutsIndexEntriesBack) {
  const auto before = tree->index_entries({"a.py", "new.py"});
  ASSERT_TRUE(before);
  EXPECT_FALSE(before->at("new.py"));
  git.write("a.py", "2\n");
  git.write("new.py", "x\n");
  git.git({"add", "-A"});
  git.git({"update-index", "--chmod=+x", "new.py"});
  const auto after = tree->index_entries({"a.py", "new.py"});
  EXPECT_EQ(after->at("new.py")->mode, 0100755u);
  EXPECT_TRUE(tree->set_index_entries(*before));
  EXPECT_EQ(git.git({"status", "--short"}), " M a.py\n?? new.py\n");
  EXPECT_TRUE(tree->set_index_entries(*after));
  EXPECT_EQ(git.git({"status", "--short"}), "M  a.py\nAM new.py\n");
}

TEST_F(UndoOnGit, PutsConflictsBack) {
  git.commit({{"b.py", "1\n"}});
  git.git({"checkout", "-q", "-b", "side"});
  git.commit({{"a.py", "side\n"}}, "Side");
  git.git({"rm", "-q", "b.py"});
  git.git({"commit", "-q", "-m", "Without b"});
  git.git({"checkout", "-q", "main"});
  git.commit({{"a.py", "main\n"}, {"b.py", "main\n"}}, "Main");
  EXPECT_NE(git.try_git({"merge", "side"}).status, 0);
  const std::string unmerged = git.git({"ls-files", "--unmerged"});
  const auto before = tree->index_entries({"a.py", "b.py"});
  ASSERT_TRUE(before);
  EXPECT_EQ(before->at("a.py")->sides.size(), 3u);
  EXPECT_EQ(before->at("b.py")->sides.size(), 2u);
  git.write("a.py", "both\n");
  git.git({"add", "a.py"});
  git.git({"rm", "-q", "b.py"});
  const auto after = tree->index_entries({"a.py", "b.py"});
  EXPECT_TRUE(tree->set_index_entries(*before));
  EXPECT_EQ(git.git({"ls-files", "--unmerged"}), unmerged);
  EXPECT_EQ(git.git({"status", "--short"}), "UU a.py\nUD b.py\n");
  EXPECT_TRUE(tree->set_index_entries(*after));
  EXPECT_EQ(git.git({"status", "--short"}), "M  a.py\nD  b.py\n");
}

TEST_F(UndoOnGit, MovesTheBranchAsASoftResetDoes) {
  const std::string first = head().substr(0, 40);
  git.commit({{"a.py", "2\n"}}, "Second");
  const HeadPlace at = *tree->head_place();
  EXPECT_EQ(at, (HeadPlace{"refs/heads/main", head().substr(0, 40), first}));
  EXPECT_TRUE(tree->move_head(at, at.parent));
  EXPECT_EQ(git.git({"status", "--short"}), "M  a.py\n");
  EXPECT_EQ(tree->move_head(at, at.parent).error().kind, ErrorKind::refused);
  EXPECT_TRUE(tree->move_head(*tree->head_place(), at.id));
  EXPECT_EQ(git.git({"status", "--short"}), "");
}

TEST_F(UndoOnGit, TakesBackTheFirstCommit) {
  const HeadPlace at = *tree->head_place();
  EXPECT_TRUE(tree->move_head(at, ""));
  EXPECT_EQ(*tree->head_place(), (HeadPlace{"refs/heads/main", "", ""}));
  EXPECT_EQ(git.git({"status", "--short"}), "A  a.py\n");
  EXPECT_TRUE(tree->move_head(*tree->head_place(), at.id));
  EXPECT_EQ(head(), at.id + "\n");
}

TEST_F(UndoOnGit, LeavesWhatARemoteHas) {
  git.commit({{"a.py", "2\n"}}, "Second");
  const HeadPlace at = *tree->head_place();
  git.git({"update-ref", "refs/remotes/origin/main", "HEAD"});
  const auto moved = tree->move_head(at, at.parent);
  ASSERT_FALSE(moved);
  EXPECT_EQ(moved.error().what,
            "the commit " + at.id.substr(0, 7) + " is already in refs/remotes/origin/main");
  EXPECT_EQ(*tree->head_place(), at);
}

// Also for several commits at once, if the remote has only the first of them.
TEST_F(UndoOnGit, LeavesSeveralOfWhichARemoteHasOne) {
  const HeadPlace begin = *tree->head_place();
  git.commit({{"a.py", "2\n"}}, "Second");
  const std::string second = head().substr(0, 7);
  git.git({"update-ref", "refs/remotes/origin/main", "HEAD"});
  git.commit({{"a.py", "3\n"}}, "Third");
  const HeadPlace at = *tree->head_place();
  const auto moved = tree->move_head(at, begin.id);
  ASSERT_FALSE(moved);
  EXPECT_EQ(moved.error().what, "the commit " + second + " is already in refs/remotes/origin/main");
  EXPECT_TRUE(tree->move_head(at, at.parent));
  git.git({"update-ref", "-d", "refs/remotes/origin/main"});
  EXPECT_TRUE(tree->move_head(*tree->head_place(), begin.id));
  EXPECT_EQ(git.git({"status", "--short"}), "M  a.py\n");
}

TEST_F(UndoOnGit, RemovesFilesAndEmptyFolders) {
  git.write("port/models/a.py", "x\n");
  EXPECT_TRUE(tree->remove("port/models/a.py"));
  EXPECT_FALSE(std::filesystem::exists(git / "port"));
  EXPECT_EQ(tree->remove("port/models/a.py").error().kind, ErrorKind::not_found);
  EXPECT_EQ(tree->remove(".git/config").error().kind, ErrorKind::refused);
}

}  // namespace
}  // namespace mintport
