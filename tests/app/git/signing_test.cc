// Signed commits, verified by the git program.
#include <gtest/gtest.h>

#include "app/git/repository.hh"
#include "support/git_sandbox.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;
using testing::is_installed;
using testing::ScopedEnvironment;

class Signing : public ::testing::Test {
 protected:
  void SetUp() override {
    git.commit({{"a.py", "1\n"}});
    git.git({"config", "commit.gpgsign", "true"});
    git.git({"config", "user.name", "Ada Tester"});
    git.git({"config", "user.email", "ada@example.com"});
    tree = *open_repository(git.root().string());
    stage("2\n");
  }
  void stage(const std::string& text) {
    git.write("a.py", text);
    ASSERT_TRUE(tree->stage_file("a.py"));
  }
  std::string verified() const {
    const auto run = git.try_git({"verify-commit", "-v", "HEAD"});
    return run.status == 0 ? run.out + run.errors : "not verified: " + run.errors;
  }

  testing::GitSandbox git;
  std::unique_ptr<WorkTree> tree;
};

TEST_F(Signing, BySsh) {
  if (!is_installed("ssh-keygen")) GTEST_SKIP() << "no ssh-keygen";
  const std::string key = (git.home() / "key").string();
  testing::run({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key});
  testing::write_file(git.home() / "allowed", "ada@example.com " + testing::read_file(key + ".pub"));
  git.git({"config", "gpg.format", "ssh"});
  EXPECT_EQ(tree->commit("No").error().what, "no key for signing the commit");
  git.git({"config", "user.signingkey", key});
  git.git({"config", "gpg.ssh.allowedSignersFile", (git.home() / "allowed").string()});
  auto commit = tree->commit("Signed\n\nWith a body\n");
  ASSERT_TRUE(commit) << to_string(commit.error());
  EXPECT_NE(verified().find("Good \"git\" signature for ada@example.com"), std::string::npos) << verified();
  EXPECT_EQ(git.git({"log", "-1", "--format=%H %s %G?"}), commit->id + " Signed G\n");
  stage("3\n");
  ASSERT_TRUE(tree->amend("Signed again"));
  EXPECT_EQ(git.git({"log", "-1", "--format=%s %G?"}), "Signed again G\n");
  EXPECT_EQ(git.git({"fsck", "--strict"}), "");
  git.git({"config", "user.signingkey", "~/other"});
  stage("4\n");
  EXPECT_FALSE(tree->commit("No"));
  EXPECT_EQ(git.git({"log", "-1", "--format=%s"}), "Signed again\n");
}

TEST_F(Signing, ByGpg) {
  if (!is_installed("gpg")) GTEST_SKIP() << "no gpg";
  const fs::path folder = git.home() / "g";
  fs::create_directory(folder);
  fs::permissions(folder, fs::perms::owner_all);
  const ScopedEnvironment environment{{"GNUPGHOME", folder.string()}};
  const auto made = testing::run({"gpg", "-q", "--batch", "--passphrase", "", "--quick-gen-key",
                                  "Ada Tester <ada@example.com>", "ed25519", "sign", "never"});
  ASSERT_EQ(made.status, 0) << made.errors;
  auto commit = tree->commit("Signed");
  ASSERT_TRUE(commit) << to_string(commit.error());
  EXPECT_EQ(git.git({"log", "-1", "--format=%s %G?"}), "Signed G\n");
  EXPECT_NE(verified().find("Good signature"), std::string::npos) << verified();
  git.git({"config", "user.signingkey", "nobody@example.com"});
  stage("3\n");
  const auto refused = tree->commit("No");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "cannot sign the commit for nobody@example.com");
  EXPECT_EQ(git.git({"status", "--porcelain"}), "M  a.py\n");
  testing::run({"gpgconf", "--kill", "all"});
}

TEST_F(Signing, ByAProgramThatIsMissing) {
  git.git({"config", "gpg.program", "no-such-gpg"});
  EXPECT_EQ(tree->commit("No").error().what,
            "cannot start the signing program 'no-such-gpg': No such file or directory");
  git.git({"config", "gpg.format", "pgp2"});
  EXPECT_EQ(tree->commit("No").error().what, "gpg.format is 'pgp2'");
}

}  // namespace
}  // namespace mintport
