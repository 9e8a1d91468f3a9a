// Amended commits, templates, branches and the lock of the index, compared with git.
#include <gtest/gtest.h>

#include <fstream>

#include "app/git/repository.hh"
#include "support/git_sandbox.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

class Branches : public ::testing::Test {
 protected:
  void SetUp() override {
    git.commit({{"a.py", "1\n"}, {"b.py", "1\n"}, {"gone.py", "1\n"}});
    tree = *open_repository(git.root().string());
  }
  std::string status() const { return git.git({"status", "--short", "--branch", "-uall"}); }
  std::string head() const { return git.git({"rev-parse", "HEAD"}).substr(0, 40); }

  testing::GitSandbox git;
  std::unique_ptr<WorkTree> tree;
};

TEST_F(Branches, AnAmendedCommitKeepsItsAuthorAndParents) {
  git.git({"-c", "user.name=Bob", "commit", "-q", "--allow-empty", "-m", "Second"});
  const std::string first = git.git({"rev-parse", "HEAD^"}), second = head();
  EXPECT_EQ(tree->head_message(), "Second\n");
  git.write("a.py", "2\n");
  ASSERT_TRUE(tree->stage_file("a.py"));
  auto amended = tree->amend("Second, better");
  ASSERT_TRUE(amended) << to_string(amended.error());
  EXPECT_EQ(git.git({"log", "-1", "--format=%an|%cn|%s|%P"}), "Bob|Ada Tester|Second, better|" + first);
  EXPECT_EQ(git.git({"reflog", "-1", "--format=%gs"}), "commit (amend): Second, better\n");
  EXPECT_EQ(git.git({"show", "HEAD:a.py"}), "2\n");
  EXPECT_TRUE(tree->amend("Only another message"));
  EXPECT_EQ(git.git({"log", "--format=%s"}), "Only another message\nBegin\n");
  git.git({"update-ref", "refs/remotes/origin/main", "HEAD"});
  EXPECT_EQ(tree->amend("No").error().kind, ErrorKind::refused);
  EXPECT_EQ(git.git({"fsck", "--strict", "--no-dangling"}), "");
  EXPECT_NE(head(), second);
}

TEST_F(Branches, TheTemplateIsReadAsGitReadsIt) {
  EXPECT_EQ(tree->message_template(), MessageTemplate{});
  testing::write_file(git.home() / "template", "Why:\n; remark\n");
  git.git({"config", "commit.template", "~/template"});
  git.git({"config", "core.commentChar", ";"});
  EXPECT_EQ(tree->message_template(), (MessageTemplate{"Why:\n; remark\n", ";"}));
  git.git({"config", "commit.template", "nowhere"});
  EXPECT_EQ(tree->message_template().error().what, "cannot read commit.template");
}

TEST_F(Branches, AreMadeAndSwitchedToWithWorkThatIsNotCommitted) {
  ASSERT_TRUE(tree->create_branch("port/unets"));
  EXPECT_EQ(tree->branch(), "port/unets");
  EXPECT_EQ(tree->branches(), (std::vector<std::string>{"main", "port/unets"}));
  git.commit({{"a.py", "side\n"}, {"new.py", "n\n"}}, "Side");
  git.git({"rm", "-q", "gone.py"});
  git.git({"commit", "-q", "-m", "Without"});
  // As in git, changes are kept, staged or not.
  git.write("b.py", "staged\n");
  ASSERT_TRUE(tree->stage_file("b.py"));
  git.write("b.py", "work\n");
  git.write("untracked.py", "u\n");
  auto switched = tree->switch_branch("main");
  ASSERT_TRUE(switched) << to_string(switched.error());
  EXPECT_EQ(status(), "## main\nMM b.py\n?? untracked.py\n");
  EXPECT_EQ(git.read("a.py"), "1\n");
  EXPECT_EQ(git.read("gone.py"), "1\n");
  EXPECT_EQ(git.git({"show", ":b.py"}), "staged\n");
  EXPECT_EQ(git.git({"reflog", "-1", "--format=%gs"}), "checkout: moving from port/unets to main\n");
  git.hook("post-checkout", "echo \"$3\" > .git/seen\n");
  ASSERT_TRUE(tree->switch_branch("port/unets"));
  EXPECT_EQ(status(), "## port/unets\nMM b.py\n?? untracked.py\n");
  EXPECT_EQ(git.read(".git/seen"), "1\n");
  EXPECT_FALSE(fs::exists(git / "gone.py"));
}

TEST_F(Branches, AreNotSwitchedToWhereWorkWouldBeLost) {
  ASSERT_TRUE(tree->create_branch("side"));
  git.commit({{"a.py", "side\n"}, {"new.py", "n\n"}}, "Side");
  ASSERT_TRUE(tree->switch_branch("main"));
  auto refused = [&](const std::string& what) {
    const std::string before = status();
    const auto switched = tree->switch_branch("side");
    ASSERT_FALSE(switched) << what;
    EXPECT_EQ(switched.error().what, what);
    EXPECT_EQ(status(), before);
    EXPECT_NE(git.try_git({"switch", "side"}).status, 0) << what;  // git refuses too
  };
  git.write("a.py", "mine\n");
  refused("uncommitted changes would be lost: a.py");
  ASSERT_TRUE(tree->stage_file("a.py"));
  refused("uncommitted changes would be lost: a.py");
  git.write("a.py", "1\n");  // staged only
  refused("uncommitted changes would be lost: a.py");
  git.git({"reset", "-q", "--hard"});
  git.write("new.py", "mine\n");
  refused("uncommitted changes would be lost: new.py");
  fs::remove(git / "new.py");
  git.write(".gitignore", "new.py\n");
  git.write("new.py", "ignored\n");
  // git would overwrite an ignored file, but it may be somebody's.
  EXPECT_EQ(tree->switch_branch("side").error().what, "untracked files would be overwritten");
  EXPECT_EQ(git.read("new.py"), "ignored\n");
}

TEST_F(Branches, HaveNamesThatGitTakes) {
  for (const char* name : {"", "a..b", "-x", "a b", "x.lock"}) {
    EXPECT_EQ(tree->create_branch(name).error().kind, ErrorKind::refused) << name;
  }
  EXPECT_EQ(tree->create_branch("main").error().what, "branch 'main' already exists");
  EXPECT_EQ(tree->switch_branch("nowhere").error().what, "no branch 'nowhere'");
}

TEST_F(Branches, ALockThatWasLeftIsTakenAwayOnlyWhenNobodyHoldsIt) {
  EXPECT_EQ(tree->index_lock(), std::nullopt);
  EXPECT_EQ(tree->remove_index_lock().error().what, "the index is not locked");
  git.write(".git/index.lock", "");
  ASSERT_TRUE(tree->index_lock());
  EXPECT_EQ(tree->index_lock()->holder, "");
  // A git process that commits holds the lock while its hook runs.
  fs::remove(git / ".git/index.lock");
  git.hook("pre-commit", "echo $$ > .git/hook-pid; read line < .git/fifo\n");
  testing::run({"mkfifo", (git / ".git/fifo").string()});
  git.write("a.py", "2\n");
  testing::run(
      {"sh", "-c", "cd '" + git.root().string() + "' && (git commit -q -a -m Held > /dev/null 2>&1 &)"});
  for (int i = 0; i < 500 && !fs::exists(git / ".git/hook-pid"); ++i) testing::run({"sleep", "0.02"});
  ASSERT_TRUE(tree->index_lock());
  EXPECT_NE(tree->index_lock()->holder.find("git (process "), std::string::npos)
      << tree->index_lock()->holder;
  EXPECT_EQ(tree->remove_index_lock().error().kind, ErrorKind::refused);
  testing::run({"sh", "-c", "echo > '" + (git / ".git/fifo").string() + "'"});
  for (int i = 0; i < 500 && tree->index_lock(); ++i) testing::run({"sleep", "0.02"});
  EXPECT_EQ(git.git({"log", "-1", "--format=%s"}), "Held\n");
  git.write(".git/index.lock", "");
  EXPECT_TRUE(tree->remove_index_lock());
  EXPECT_FALSE(fs::exists(git / ".git/index.lock"));
}

}  // namespace
}  // namespace mintport
