#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "app/git/repository.hh"
#include "support/git_sandbox.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;
using testing::GitSandbox;

class Files : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = open_repository(git.root().string());
    ASSERT_TRUE(opened) << to_string(opened.error());
    tree = std::move(*opened);
  }
  unsigned mode(std::string_view path) const {
    struct stat info {};
    EXPECT_EQ(lstat((git / path).c_str(), &info), 0) << path;
    return info.st_mode & 07777;
  }
  std::size_t files_in(std::string_view folder) const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(git / folder), fs::directory_iterator()));
  }

  GitSandbox git;
  std::unique_ptr<WorkTree> tree;
};

TEST_F(Files, ReadsBackWhatItWrote) {
  const std::string bytes("a\r\nb\0c\n\xff no end", 15);
  ASSERT_TRUE(tree->write("new folder/Ü/x.py", bytes));
  EXPECT_EQ(git.read("new folder/Ü/x.py"), bytes);
  EXPECT_EQ(tree->read("new folder/Ü/x.py"), bytes);
  EXPECT_EQ(files_in("new folder/Ü"), 1u);  // no temporary file remains
  ASSERT_TRUE(tree->write("empty", ""));
  EXPECT_EQ(tree->read("empty"), "");
}

TEST_F(Files, KeepsTheModeAndTakesTheUmask) {
  git.write("run.sh", "1\n");
  ASSERT_EQ(chmod((git / "run.sh").c_str(), 0751), 0);
  ASSERT_TRUE(tree->write("run.sh", "2\n"));
  EXPECT_EQ(mode("run.sh"), 0751u);
  const mode_t before = umask(027);
  auto written = tree->write("private.py", "1\n");
  umask(before);
  ASSERT_TRUE(written);
  EXPECT_EQ(mode("private.py"), 0640u);
}

TEST_F(Files, RefusesToLeaveTheTree) {
  testing::write_file(git.folder() / "outside/secret", "s\n");
  fs::create_directory_symlink("../outside", git / "out");
  fs::create_symlink("../outside/secret", git / "secret");
  fs::create_directory_symlink(".git", git / "inner");
  fs::create_symlink("nowhere", git / "dangling");
  for (const char* path : {"../outside/new", "/etc/passwd", ".git/config", "a/../../x", "out/new", "secret",
                           "inner/config", "dangling"}) {
    auto written = tree->write(path, "x");
    ASSERT_FALSE(written) << path;
    EXPECT_EQ(written.error().kind, ErrorKind::refused) << path;
    EXPECT_EQ(written.error().file, path);
    EXPECT_FALSE(tree->read(path)) << path;
  }
  EXPECT_EQ(testing::read_file(git.folder() / "outside/secret"), "s\n");
  EXPECT_FALSE(fs::exists(git / "nowhere"));
}

TEST_F(Files, FollowsLinksThatStay) {
  git.write("real/x.py", "1\n");
  fs::create_directory_symlink("real", git / "alias");
  fs::create_symlink("real/x.py", git / "x.py");
  ASSERT_TRUE(tree->write("alias/y.py", "y\n"));
  ASSERT_TRUE(tree->write("x.py", "2\n"));
  EXPECT_EQ(git.read("real/y.py"), "y\n");
  EXPECT_EQ(git.read("real/x.py"), "2\n");
  EXPECT_TRUE(fs::is_symlink(git / "x.py"));
}

TEST_F(Files, NamesTheFileThatFails) {
  EXPECT_EQ(tree->read("none.py").error().kind, ErrorKind::not_found);
  git.write("folder/x", "1\n");
  EXPECT_EQ(tree->read("folder").error().kind, ErrorKind::content);
  auto as_file = tree->write("folder", "x");
  EXPECT_EQ(as_file.error(), (Error{ErrorKind::io, "folder", 0, "writing failed: Is a directory", ""}));
  auto below_file = tree->write("folder/x/y", "x");
  ASSERT_FALSE(below_file);
  EXPECT_EQ(below_file.error().kind, ErrorKind::io);
  EXPECT_EQ(below_file.error().file, "folder/x/y");
}

// Runs `work` in a child process, so that dropped privileges do not affect this one. Returns its result.
template <class Work>
bool holds_in_child(Work work) {
  const pid_t child = fork();
  if (child == 0) _exit(work() ? 0 : 1);
  int status = 1;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST_F(Files, TellsOfMissingPermission) {
  git.write("shut/x", "1\n");
  ASSERT_EQ(chmod(git.folder().c_str(), 0755), 0);
  ASSERT_EQ(chmod((git / "shut").c_str(), 0555), 0);
  EXPECT_TRUE(holds_in_child([&] {
    if (geteuid() == 0 && seteuid(65534) != 0) return false;  // root may write anywhere
    auto written = tree->write("shut/x", "2\n");
    return !written &&
           written.error() == Error{ErrorKind::io, "shut/x", 0, "writing failed: Permission denied",
                                    "check the permissions of the file and its folder"};
  }));
  EXPECT_EQ(git.read("shut/x"), "1\n");
}

// A size limit replaces a full disk: both stop a write half way.
TEST_F(Files, FailsWholeWhenTheDiskIsFull) {
  git.write("x.py", "1\n");
  EXPECT_TRUE(holds_in_child([&] {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{4096, 4096};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return false;
    auto written = tree->write("x.py", std::string(100'000, 'x'));
    return !written && written.error().kind == ErrorKind::io && written.error().file == "x.py";
  }));
  EXPECT_EQ(git.read("x.py"), "1\n");
  EXPECT_EQ(files_in("."), 2u);  // .git and x.py
}

// A child writes two long texts in turn until it is killed, at different moments in each round.
TEST_F(Files, KilledWriterLeavesNoHalfFile) {
  const std::string first(3'000'000, 'a'), second(3'000'000, 'b');
  ASSERT_TRUE(tree->write("x.py", first));
  for (int rounds = 1; rounds <= 6; ++rounds) {
    int reports[2];
    ASSERT_EQ(pipe(reports), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      for (int i = 0;; ++i) {
        if (!tree->write("x.py", i % 2 ? first : second) || write(reports[1], "w", 1) != 1) _exit(1);
      }
    }
    char report;
    for (int i = 0; i < rounds; ++i) ASSERT_EQ(::read(reports[0], &report, 1), 1);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    close(reports[0]);
    close(reports[1]);
    const std::string left = git.read("x.py");
    EXPECT_TRUE(left == first || left == second);
  }
  ASSERT_TRUE(tree->write("x.py", "whole\n"));  // temporary files of a killed process do not matter
  EXPECT_EQ(git.read("x.py"), "whole\n");
}

TEST_F(Files, ListsWhatGitKnowsOrCouldAdd) {
  git.commit({{"b.py", "1\n"}, {"a b/ü.py", "1\n"}, {"gone.py", "1\n"}, {".gitignore", "*.log\nbuild/\n"}});
  fs::remove(git / "gone.py");
  for (const char* path : {"new/deep/c.py", "x.log", "build/y.py", "a b/new.py"}) git.write(path, "n\n");
  git.git({"init", "-q", "nested"});
  git.write("nested/z.py", "z\n");
  EXPECT_EQ(tree->list(),
            (std::vector<std::string>{".gitignore", "a b/new.py", "a b/ü.py", "b.py", "new/deep/c.py"}));
}

}  // namespace
}  // namespace mintport
