#include <gtest/gtest.h>

#include <chrono>

#include "app/git/identity.hh"
#include "app/git/repository.hh"
#include "support/git_sandbox.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;
using testing::GitSandbox;
using testing::ScopedEnvironment;

class Commit : public ::testing::Test {
 protected:
  WorkTree& tree() {
    if (!tree_) {
      auto opened = open_repository(git.root().string());
      if (!opened) throw std::runtime_error(to_string(opened.error()));
      tree_ = std::move(*opened);
    }
    return *tree_;
  }
  // Stages a new text of a.py.
  void stage(const std::string& text) {
    git.write("a.py", text);
    auto staged = tree().stage_file("a.py");
    ASSERT_TRUE(staged) << to_string(staged.error());
  }
  // Stops hooks once they have created .git/begun. Adds their names to `asked`.
  void stop_hooks() {
    tree().set_patience([this](const std::string& program, std::chrono::milliseconds) {
      asked = program;
      return !fs::exists(git / ".git/begun");
    });
  }
  std::string last(const std::string& format) const { return git.git({"log", "-1", "--format=" + format}); }

  GitSandbox git;
  std::string asked;

 private:
  std::unique_ptr<WorkTree> tree_;
};

TEST_F(Commit, FirstOneMakesTheBranch) {
  EXPECT_EQ(tree().log(5), std::vector<CommitSummary>{});
  stage("1\n");
  git.write("unstaged.py", "x\n");
  auto commit = tree().commit("Begin\n\n\n\nBody with blanks   \n# kept\n\n");
  ASSERT_TRUE(commit) << to_string(commit.error());
  EXPECT_EQ(commit->id + "\n", git.git({"rev-parse", "main"}));
  EXPECT_EQ(last("%B"), "Begin\n\nBody with blanks\n# kept\n\n");
  EXPECT_EQ(last("%an <%ae> %cn <%ce>"), "Ada Tester <ada@example.com> Ada Tester <ada@example.com>\n");
  EXPECT_EQ(git.git({"status", "--porcelain"}), "?? unstaged.py\n");
  EXPECT_EQ(git.git({"reflog", "-1", "--format=%gs %gn"}), "commit (initial): Begin Ada Tester\n");
  EXPECT_EQ(git.git({"fsck", "--strict"}), "");
}

TEST_F(Commit, FollowsHeadAlsoDetached) {
  git.commit({{"a.py", "1\n"}});
  stage("2\n");
  ASSERT_TRUE(tree().commit("On main"));
  git.git({"checkout", "-q", "--detach"});
  stage("3\n");
  auto detached = tree().commit("Detached");
  ASSERT_TRUE(detached) << to_string(detached.error());
  EXPECT_EQ(git.git({"log", "--format=%s", "main"}), "On main\nBegin\n");
  EXPECT_EQ(git.git({"log", "--format=%s"}), "Detached\nOn main\nBegin\n");
  auto log = tree().log(2);
  ASSERT_TRUE(log);
  ASSERT_EQ(log->size(), 2u);
  EXPECT_EQ(log->at(0), (CommitSummary{detached->id, "Detached", "Ada Tester", std::stoll(last("%ct"))}));
  EXPECT_EQ(log->at(1).subject, "On main");
}

TEST_F(Commit, RefusesEmptyOnes) {
  git.commit({{"a.py", "1\n"}});
  EXPECT_EQ(tree().commit("Nothing").error(),
            (Error{ErrorKind::git, "", 0, "nothing is staged", "stage a hunk or a file first"}));
  stage("2\n");
  EXPECT_EQ(tree().commit(" \n\t\n").error().what, "the commit message is empty");
  EXPECT_EQ(last("%s"), "Begin\n");
}

TEST_F(Commit, HooksRunAsGitRunsThem) {
  git.write("sub/x.py", "1\n");
  // Runs the same hooks under git and mintport: both must see the same.
  for (const char* name : {"pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"}) {
    git.hook(name,
             "echo \"" + std::string(name) +
                 ":$#:$1:$2:$PWD:$GIT_DIR:$GIT_INDEX_FILE:$GIT_EDITOR:$GIT_AUTHOR_NAME:$GIT_AUTHOR_EMAIL\" "
                 ">> \"$HOME/seen\"\ncat >> \"$HOME/seen\"\nenv | grep ^GIT_AUTHOR_DATE= | tr -d 0-9 >> "
                 "\"$HOME/seen\"\n");
  }
  git.git({"add", "--all"});
  git.git({"commit", "-q", "-m", "By git"});
  const std::string by_git = testing::read_file(git.home() / "seen");
  fs::remove(git.home() / "seen");
  stage("1\n");
  ASSERT_TRUE(tree().commit("By us"));
  EXPECT_EQ(testing::read_file(git.home() / "seen"), by_git);
}

TEST_F(Commit, HookThatFailsStopsIt) {
  git.commit({{"a.py", "1\n"}});
  for (const char* name : {"pre-commit", "prepare-commit-msg", "commit-msg"}) {
    git.hook(name, "echo to stdout; echo to stderr >&2; exit 3\n");
    stage("2\n");
    EXPECT_EQ(
        tree().commit("No").error(),
        (Error{ErrorKind::git, "", 0, "the " + std::string(name) + " hook refused the commit (exit status 3)",
               "to stdout\nto stderr"}));
    EXPECT_EQ(git.git({"status", "--porcelain"}), "M  a.py\n");
    git.hook(name, "echo " + std::string(name) + "\n");
  }
  git.hook("post-commit", "echo afterwards; exit 1\n");
  auto commit = tree().commit("Yes");
  ASSERT_TRUE(commit) << to_string(commit.error());
  EXPECT_EQ(commit->hook_output, "pre-commit\nprepare-commit-msg\ncommit-msg\nafterwards\n");
  EXPECT_EQ(last("%s"), "Yes\n");
}

TEST_F(Commit, HookIsStoppedWithAllThatItStarted) {
  git.commit({{"a.py", "1\n"}});
  // A living process holds the lock.
  const std::string hangs =
      "exec 9> .git/held; flock 9\n(trap '' TERM; while :; do sleep 0.05; done) & touch .git/begun; wait\n";
  stop_hooks();
  for (const std::string name : {"pre-commit", "prepare-commit-msg", "commit-msg"}) {
    git.hook(name, hangs);
    stage("2\n");
    EXPECT_EQ(tree().commit("No").error(),
              (Error{ErrorKind::git, "", 0, "the " + name + " hook was stopped", "nothing was committed"}));
    EXPECT_EQ(asked, "the " + name + " hook");
    EXPECT_EQ(testing::run({"flock", "-w", "10", (git / ".git/held").string(), "true"}).status, 0);
    EXPECT_EQ(git.git({"status", "--porcelain"}), "M  a.py\n");
    git.hook(name, "exit 0\n");
    fs::remove(git / ".git/begun");
  }
  git.hook("post-commit", hangs);
  EXPECT_EQ(tree().commit("Yes")->hook_output, "the post-commit hook was stopped\n");
  EXPECT_EQ(asked, "the post-commit hook");
  EXPECT_EQ(last("%s"), "Yes\n");
}

TEST_F(Commit, HookThatWasHaltedIsStoppedToo) {
  git.hook("pre-commit", "touch .git/begun; kill -STOP $$; sleep 1000\n");
  stage("1\n");
  stop_hooks();
  EXPECT_EQ(tree().commit("No").error().what, "the pre-commit hook was stopped");
}

TEST_F(Commit, HookThatDoesNotEndWhenAskedIsMadeTo) {
  git.hook("pre-commit", "trap '' TERM; touch .git/begun; while :; do sleep 0.05; done\n");
  stage("1\n");
  stop_hooks();
  EXPECT_EQ(tree().commit("No").error().what, "the pre-commit hook was stopped");
}

TEST_F(Commit, HookMayEditTheMessage) {
  stage("1\n");
  git.hook("prepare-commit-msg", "echo 'Prepared' >> \"$1\"\n");
  git.hook("commit-msg",
           "sed -i '1s/^/[PORT-1] /' \"$1\"; printf '\\n\\n\\nSigned-off-by: x  \\n\\n' >> \"$1\"\n");
  ASSERT_TRUE(tree().commit("Begin\n"));
  EXPECT_EQ(last("%B"), "[PORT-1] Begin\nPrepared\n\nSigned-off-by: x\n\n");
  git.hook("commit-msg", ": > \"$1\"\n");
  stage("2\n");
  EXPECT_EQ(tree().commit("Gone").error().what, "the commit message is empty");
}

TEST_F(Commit, HookMayChangeTheIndex) {
  git.commit({{"a.py", "1\n"}});
  stage("2\n");
  git.hook("pre-commit", "echo formatted > b.py\ngit add b.py\n");
  auto commit = tree().commit("With b");
  ASSERT_TRUE(commit) << to_string(commit.error());
  EXPECT_EQ(git.git({"show", "--format=", "--name-status", "HEAD"}), "M\ta.py\nA\tb.py\n");
  EXPECT_EQ(git.git({"status", "--porcelain"}), "");
}

TEST_F(Commit, HooksPathAndModes) {
  git.hook("pre-commit", "exit 1\n");
  fs::permissions(git / ".git/hooks/pre-commit", fs::perms::owner_read);
  stage("1\n");
  ASSERT_TRUE(tree().commit("Not executable"));
  git.git({"config", "core.hooksPath", "my hooks"});
  git.write("my hooks/pre-commit", "echo without a first line\n");
  fs::permissions(git / "my hooks/pre-commit", fs::perms::owner_all);
  stage("2\n");
  auto commit = tree().commit("Elsewhere");
  ASSERT_TRUE(commit) << to_string(commit.error());
  EXPECT_EQ(commit->hook_output, "without a first line\n");
  git.write("my hooks/pre-commit", "#!/nowhere/python\n");
  stage("3\n");
  EXPECT_EQ(tree().commit("Broken").error().what,
            "the pre-commit hook cannot be started: No such file or directory");
}

TEST_F(Commit, HookMayLeaveAProcessBehind) {
  git.hook("pre-commit", "(read line < \"$HOME/fifo\") & echo $! > \"$HOME/pid\"\n");
  testing::run({"mkfifo", (git.home() / "fifo").string()});
  stage("1\n");
  EXPECT_TRUE(tree().commit("Not held up"));
  testing::run({"sh", "-c", "kill $(cat \"$HOME/pid\")"});
}

TEST_F(Commit, IdentitiesFromTheEnvironment) {
  stage("1\n");
  {
    ScopedEnvironment environment{{"GIT_AUTHOR_NAME", "Eve <x>"},
                                  {"GIT_AUTHOR_EMAIL", "eve@example.com"},
                                  {"GIT_AUTHOR_DATE", "2005-04-07T22:13:13-0330"},
                                  {"GIT_COMMITTER_NAME", "Carl"},
                                  {"GIT_COMMITTER_EMAIL", "carl@example.com"},
                                  {"GIT_COMMITTER_DATE", "1112911993 +0200"}};
    ASSERT_TRUE(tree().commit("Begin"));
  }
  EXPECT_EQ(last("%an <%ae> %ai"), "Eve x <eve@example.com> 2005-04-07 22:13:13 -0330\n");
  EXPECT_EQ(last("%cn <%ce> %ci"), "Carl <carl@example.com> 2005-04-08 00:13:13 +0200\n");
  stage("2\n");
  ScopedEnvironment environment{{"GIT_AUTHOR_DATE", "soon"}};
  EXPECT_EQ(tree().commit("No").error().what, "GIT_AUTHOR_DATE is not a date: soon");
}

TEST_F(Commit, IdentitiesFromTheConfiguration) {
  git.git({"config", "author.name", "Author"});
  git.git({"config", "committer.email", "committer@example.com"});
  stage("1\n");
  ASSERT_TRUE(tree().commit("Begin"));
  EXPECT_EQ(last("%an <%ae> %cn <%ce>"), "Author <ada@example.com> Ada Tester <committer@example.com>\n");
}

TEST_F(Commit, SaysHowToSetAMissingName) {
  testing::write_file(git.home() / ".gitconfig", "");
  stage("1\n");
  EXPECT_EQ(tree().commit("No").error(), (Error{ErrorKind::git, "", 0, "user.name is not set",
                                                "run `git config --global user.name \"Your Name\"`"}));
  git.git({"config", "user.name", "Ada"});
  EXPECT_EQ(tree().commit("No").error().what, "user.email is not set");
  ASSERT_TRUE(tree().record_converted({{"a.py", "1\n"}}, "Convert"));  // needs no identity
  EXPECT_EQ(git.git({"log", "--format=%an", "refs/mintport/converted"}), "mintport\n");
}

TEST_F(Commit, RefusesWhatItCannotDo) {
  git.commit({{"a.py", "1\n"}});
  stage("2\n");
  git.write(".git/CHERRY_PICK_HEAD", git.git({"rev-parse", "HEAD"}));
  EXPECT_EQ(tree().commit("No").error().what, "a cherry-pick is in progress");
  fs::remove(git / ".git/CHERRY_PICK_HEAD");
  EXPECT_TRUE(tree().commit("Yes"));
}

TEST(ParseDate, TakesGitsForms) {
  EXPECT_EQ(parse_date("@5 +0130"), (Moment{5, 90}));
  EXPECT_EQ(parse_date("1112911993 -0330"), (Moment{1112911993, -210}));
  EXPECT_EQ(parse_date("2005-04-07T22:13:13+02:00"), (Moment{1112904793, 120}));
  EXPECT_EQ(parse_date("2005-04-07 22:13:13 Z"), (Moment{1112911993, 0}));
  EXPECT_EQ(parse_date("Thu, 07 Apr 2005 22:13:13 +0200"), (Moment{1112904793, 120}));
  ScopedEnvironment environment{{"TZ", "UTC"}};
  EXPECT_EQ(parse_date("2005-04-07T22:13:13"), (Moment{1112911993, 0}));
  for (const char* bad : {"", "tomorrow", "12", "2005-04-07T22:13:13 +9999", "@x", "-5 +0000"}) {
    EXPECT_EQ(parse_date(bad), std::nullopt) << bad;
  }
}

}  // namespace
}  // namespace mintport
