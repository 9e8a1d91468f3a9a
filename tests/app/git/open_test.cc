#include <gtest/gtest.h>
#include <unistd.h>

#include "app/git/repository.hh"
#include "support/git_sandbox.hh"

namespace mintport {
namespace {

using testing::GitSandbox;
using testing::TempDir;

TEST(OpenRepository, FindsTheRootFromInside) {
  GitSandbox git;
  git.write("a b/ü/x.py", "1\n");
  for (const char* inside : {"", "a b", "a b/ü/", "a b/ü/x.py"}) {
    auto tree = open_repository((git / inside).string());
    ASSERT_TRUE(tree) << to_string(tree.error());
    EXPECT_EQ((*tree)->root(), git.root().string());
    EXPECT_EQ((*tree)->git_dir(), (git / ".git").string());
    EXPECT_EQ((*tree)->branch(), "main");
  }
}

TEST(OpenRepository, SaysWhyNot) {
  GitSandbox git;
  auto missing = open_repository((git / "nowhere").string());
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
  auto none = open_repository(git.home().string());
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error(), (Error{ErrorKind::not_found, git.home().string(), 0,
                                 "not a git repository (nor any parent folder)",
                                 "run `git init` in your folder and commit once"}));
  git.git({"init", "-q", "--bare", (git.folder() / "bare").string()});
  auto bare = open_repository((git.folder() / "bare").string());
  ASSERT_FALSE(bare);
  EXPECT_EQ(bare.error().kind, ErrorKind::git);
  EXPECT_EQ(bare.error().what, "a bare repository has no work tree");
}

TEST(OpenRepository, RefusesWhatBelongsToAnother) {
  GitSandbox git;
  if (chown(git.root().c_str(), 12345, 12345) != 0) GTEST_SKIP() << "only root gives folders away";
  auto tree = open_repository(git.root().string());
  ASSERT_FALSE(tree);
  EXPECT_EQ(tree.error().kind, ErrorKind::git);
  EXPECT_EQ(tree.error().what, "the repository belongs to another user");
  git.git({"config", "--global", "safe.directory", git.root().string()});
  EXPECT_TRUE(open_repository(git.root().string()));
}

TEST(Branch, IsAShortIdWhenDetached) {
  GitSandbox git;
  git.commit({{"a.py", "1\n"}});
  git.git({"checkout", "-q", "--detach"});
  auto tree = open_repository(git.root().string());
  ASSERT_TRUE(tree);
  EXPECT_EQ((*tree)->branch() + "\n", git.git({"rev-parse", "--short", "HEAD"}));
}

TEST(LinkedWorkTree, HasItsOwnIndexAndHead) {
  GitSandbox git;
  git.commit({{"a.py", "1\n"}});
  const std::string path = (git.folder() / "linked").string();
  git.git({"worktree", "add", "-q", "-b", "side", path});
  // Hooks of a linked work tree are in the common folder, and get GIT_DIR.
  git.hook("pre-commit", "echo \"$PWD|$GIT_DIR|$GIT_INDEX_FILE\"\n");
  auto tree = open_repository(path);
  ASSERT_TRUE(tree) << to_string(tree.error());
  EXPECT_EQ((*tree)->branch(), "side");
  ASSERT_TRUE((*tree)->write("b.py", "2\n"));
  ASSERT_TRUE((*tree)->stage_file("b.py"));
  auto commit = (*tree)->commit("Beside");
  ASSERT_TRUE(commit) << to_string(commit.error());
  const std::string own = (git / ".git/worktrees/linked").string();
  EXPECT_EQ((*tree)->git_dir(), own);
  EXPECT_EQ(commit->hook_output, path + "|" + own + "|" + own + "/index\n");
  EXPECT_EQ(git.git({"log", "--format=%s", "side"}), "Beside\nBegin\n");
  EXPECT_EQ(git.git({"log", "--format=%s", "main"}), "Begin\n");
  EXPECT_EQ(git.git({"-C", path, "status", "--porcelain"}), "");
}

TEST(Configuration, FollowsGitsVariables) {
  GitSandbox git;
  testing::write_file(git.folder() / "config", "[user]\n name = Bob\n email = bob@example.com\n");
  testing::ScopedEnvironment environment{{"GIT_CONFIG_GLOBAL", (git.folder() / "config").string()}};
  git.write("a.py", "1\n");
  auto tree = open_repository(git.root().string());
  ASSERT_TRUE(tree) << to_string(tree.error());
  ASSERT_TRUE((*tree)->stage_file("a.py"));
  ASSERT_TRUE((*tree)->commit("Begin"));
  EXPECT_EQ(git.git({"log", "--format=%an <%ae>"}), "Bob <bob@example.com>\n");
}

}  // namespace
}  // namespace mintport
