// Staging, checked with git.
#include <gtest/gtest.h>

#include <fstream>

#include "app/git/repository.hh"
#include "support/git_sandbox.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;
using testing::GitSandbox;
using Statuses = std::map<std::string, FileStatus>;

class Staging : public ::testing::Test {
 protected:
  // Opens the repository. Call after the test has set it up.
  WorkTree& tree() {
    if (!tree_) {
      auto opened = open_repository(git.root().string());
      if (!opened) throw std::runtime_error(to_string(opened.error()));
      tree_ = std::move(*opened);
    }
    return *tree_;
  }
  std::string porcelain() const { return git.git({"status", "--porcelain", "--untracked-files=all"}); }
  std::string staged(const std::string& path) const { return git.git({"cat-file", "blob", ":" + path}); }
  std::string entry(const std::string& path) const { return git.git({"ls-files", "--stage", "--", path}); }
  // The index after `git add PATH`; then resets it to HEAD.
  std::string entry_by_git(const std::string& path) const {
    git.git({"add", "--", path});
    std::string result = entry(path);
    git.git({"reset", "-q"});
    return result;
  }

  GitSandbox git;

 private:
  std::unique_ptr<WorkTree> tree_;
};

TEST_F(Staging, HunksBetweenTexts) {
  using Hunks = std::vector<LineHunk>;
  EXPECT_EQ(tree().diff("a\nb\n", "a\nb\n"), Hunks{});
  EXPECT_EQ(tree().diff("", ""), Hunks{});
  EXPECT_EQ(tree().diff("a\nb\nc\n", "a\nB\nc\nd\n"), (Hunks{{2, 1, 2, 1}, {3, 0, 4, 1}}));
  EXPECT_EQ(tree().diff("a\nb\n", "b\n"), (Hunks{{1, 1, 0, 0}}));
  EXPECT_EQ(tree().diff("b\n", "a\nb\n"), (Hunks{{0, 0, 1, 1}}));
  EXPECT_EQ(tree().diff("", "a\nb\n"), (Hunks{{0, 0, 1, 2}}));
  EXPECT_EQ(tree().diff("a\nb", "a\nb\n"), (Hunks{{2, 1, 2, 1}}));
  EXPECT_EQ(tree().diff("a\r\nb\r\n", "a\nb\r\n"), (Hunks{{1, 1, 1, 1}}));
  EXPECT_EQ(tree().diff(std::string("a\0\nb\n", 5), std::string("a\0\nc\n", 5)), (Hunks{{2, 1, 2, 1}}));
}

TEST_F(Staging, LaterHunkWithoutTheEarlier) {
  git.commit({{"a.py", "1\n2\n3\n4\n5\n6\n7\n8\n9\n"}});
  git.write("a.py", "one\n2\n3\n4\n5\n6\n7\n8\nnine\n");
  ASSERT_TRUE(tree().stage_text("a.py", "1\n2\n3\n4\n5\n6\n7\n8\nnine\n"));
  EXPECT_EQ(porcelain(), "MM a.py\n");
  EXPECT_EQ(tree().status(), (Statuses{{"a.py", {TreeState::modified, TreeState::modified}}}));
  const std::string diff = git.git({"diff", "--cached", "-U0"});
  EXPECT_NE(diff.find("@@ -9 +9 @@\n-9\n+nine\n"), std::string::npos) << diff;
  EXPECT_EQ(diff.find("one"), std::string::npos);
  EXPECT_EQ(tree().staged_text("a.py"), "1\n2\n3\n4\n5\n6\n7\n8\nnine\n");
  EXPECT_EQ(tree().head_text("a.py"), "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
  EXPECT_EQ(git.read("a.py"), "one\n2\n3\n4\n5\n6\n7\n8\nnine\n");
  ASSERT_TRUE(tree().unstage_file("a.py"));
  EXPECT_EQ(porcelain(), " M a.py\n");
}

TEST_F(Staging, WholeFilesAsGitAddsThem) {
  git.commit({{"gone.py", "1\n"}, {"run.sh", "#!\n"}, {"sub/ü x.py", "1\n"}, {"was-file", "1\n"}});
  fs::remove(git / "gone.py");
  fs::permissions(git / "run.sh", fs::perms::owner_exec, fs::perm_options::add);
  git.write("sub/ü x.py", "no end");
  git.write("new/tool", "t\n");
  fs::permissions(git / "new/tool", fs::perms::owner_exec, fs::perm_options::add);
  fs::create_symlink("sub/ü x.py", git / "link");
  fs::remove(git / "was-file");
  fs::create_symlink("link", git / "was-file");
  for (const char* path : {"gone.py", "run.sh", "sub/ü x.py", "new/tool", "link", "was-file"}) {
    const std::string expected = entry_by_git(path);
    ASSERT_TRUE(tree().stage_file(path)) << path;
    EXPECT_EQ(entry(path), expected);
    git.git({"reset", "-q"});
  }
  for (const char* path : {"gone.py", "run.sh", "sub/ü x.py", "new/tool", "link", "was-file"}) {
    ASSERT_TRUE(tree().stage_file(path)) << path;
  }
  EXPECT_EQ(tree().status(), (Statuses{{"gone.py", {TreeState::deleted, TreeState::unmodified}},
                                       {"link", {TreeState::added, TreeState::unmodified}},
                                       {"new/tool", {TreeState::added, TreeState::unmodified}},
                                       {"run.sh", {TreeState::modified, TreeState::unmodified}},
                                       {"sub/ü x.py", {TreeState::modified, TreeState::unmodified}},
                                       {"was-file", {TreeState::typechange, TreeState::unmodified}}}));
  EXPECT_EQ(git.git({"diff", "--name-only"}), "");
}

TEST_F(Staging, ManyFilesAtOnceAsGitAddsThem) {
  git.commit({{"gone.py", "1\n"}, {"a.py", "1\n"}, {"same.py", "1\n"}, {".gitignore", "*.log\n"}});
  fs::remove(git / "gone.py");
  git.write("a.py", "2\n");
  git.write("new/b.py", "3\n");
  git.git({"add", "-A"});
  const std::string expected = git.git({"ls-files", "--stage"});
  git.git({"reset", "-q"});
  ASSERT_TRUE(tree().stage_files({"gone.py", "a.py", "same.py", "nowhere.py", "new/b.py"}));
  EXPECT_EQ(git.git({"ls-files", "--stage"}), expected);
  EXPECT_EQ(porcelain(), "M  a.py\nD  gone.py\nA  new/b.py\n");
  git.git({"reset", "-q"});
  git.write("x.log", "1\n");
  EXPECT_EQ(tree().stage_files({"a.py", "x.log"}).error().kind, ErrorKind::refused);
  EXPECT_EQ(porcelain(), " M a.py\n D gone.py\n?? new/b.py\n") << "all or none";
  ASSERT_TRUE(tree().stage_file("gone.py"));
  EXPECT_EQ(porcelain(), " M a.py\nD  gone.py\n?? new/b.py\n");
}

TEST_F(Staging, TextTakesItsModeFromTheEntryOrTheFile) {
  git.commit({{"run.sh", "1\n"}});
  fs::permissions(git / "run.sh", fs::perms::owner_exec, fs::perm_options::add);
  git.write("new.sh", "1\n");
  fs::permissions(git / "new.sh", fs::perms::owner_exec, fs::perm_options::add);
  ASSERT_TRUE(tree().stage_text("run.sh", "2\n"));
  ASSERT_TRUE(tree().stage_text("new.sh", "2\n"));
  ASSERT_TRUE(tree().stage_text("only in index.py", "2\n"));
  EXPECT_EQ(entry("run.sh").substr(0, 6), "100644");
  EXPECT_EQ(entry("new.sh").substr(0, 6), "100755");
  EXPECT_EQ(entry("only in index.py").substr(0, 6), "100644");
  EXPECT_EQ(porcelain(), "AM new.sh\nAD \"only in index.py\"\nMM run.sh\n");
  git.git({"config", "core.fileMode", "false"});
  git.git({"rm", "-q", "-f", "--cached", "new.sh"});
  ASSERT_TRUE(tree().stage_text("new.sh", "2\n"));
  EXPECT_EQ(entry("new.sh").substr(0, 6), "100644");
}

TEST_F(Staging, StageTextOfTheWholeFileLeavesNothingUnstaged) {
  git.commit({{"a.py", "1\n"}});
  git.write("a.py", "2\n");
  ASSERT_TRUE(tree().stage_text("a.py", "2\n"));
  EXPECT_EQ(porcelain(), "M  a.py\n");
  ASSERT_TRUE(tree().stage_text("a.py", "1\n"));
  EXPECT_EQ(porcelain(), " M a.py\n");
}

TEST_F(Staging, LineEndsWithAutocrlf) {
  git.git({"config", "core.autocrlf", "true"});
  git.commit({{"a.py", "1\r\n2\r\n"}});
  EXPECT_EQ(staged("a.py"), "1\n2\n");
  EXPECT_EQ(tree().head_text("a.py"), "1\r\n2\r\n");
  git.write("a.py", "1\r\nzwei\r\ndrei\r\n");
  EXPECT_EQ(tree().status(), (Statuses{{"a.py", {TreeState::unmodified, TreeState::modified}}}));
  ASSERT_TRUE(tree().stage_text("a.py", "1\r\nzwei\r\n"));
  EXPECT_EQ(staged("a.py"), "1\nzwei\n");
  EXPECT_EQ(tree().staged_text("a.py"), "1\r\nzwei\r\n");
  const std::string expected = entry_by_git("a.py");
  ASSERT_TRUE(tree().stage_file("a.py"));
  EXPECT_EQ(entry("a.py"), expected);
  EXPECT_EQ(staged("a.py"), "1\nzwei\ndrei\n");
}

TEST_F(Staging, LineEndsByAttributes) {
  git.commit({{".gitattributes", "*.bat text eol=crlf\n*.py text\n*.bin -text\n"},
              {"a.bat", "1\r\n2\r\n"},
              {"a.bin", "1\r\n"},
              {"lf.bat", "x\r\n"}});
  git.write("a.bat", "1\r\nzwei\r\n");
  ASSERT_TRUE(tree().stage_text("a.bat", "1\r\nzwei\r\n"));
  EXPECT_EQ(staged("a.bat"), "1\nzwei\n");
  EXPECT_EQ(porcelain(), "M  a.bat\n");
  ASSERT_TRUE(tree().stage_text("a.bin", "1\r\n2\r\n"));
  EXPECT_EQ(staged("a.bin"), "1\r\n2\r\n");
  git.write("new.py", "1\r\n");
  const std::string expected = entry_by_git("new.py");
  ASSERT_TRUE(tree().stage_text("new.py", "1\r\n"));
  EXPECT_EQ(entry("new.py"), expected);
  git.write("lf.bat", "x\ny\n");  // a file with LF is compared with LF, even if CRLF is configured
  EXPECT_EQ(tree().staged_text("lf.bat"), "x\n");
}

TEST_F(Staging, CrlfWithoutSettingsStays) {
  git.commit({{"a.py", "1\r\n2\r\n"}});
  git.write("a.py", "1\r\n2\r\n3");
  ASSERT_TRUE(tree().stage_text("a.py", "1\r\n2\r\n3"));
  EXPECT_EQ(staged("a.py"), "1\r\n2\r\n3");
  EXPECT_EQ(porcelain(), "M  a.py\n");
}

TEST_F(Staging, IntentToAddIsNoFirstCommit) {
  git.write("b.py", "1\n");
  git.git({"add", "--intent-to-add", "b.py"});
  EXPECT_EQ(tree().commit("Nothing yet").error().what, "nothing is staged");
}

TEST_F(Staging, IntentToAdd) {
  git.commit({{"a.py", "1\n"}});
  git.write("b.py", "1\n2\n");
  git.git({"add", "--intent-to-add", "b.py"});
  EXPECT_EQ(porcelain(), " A b.py\n");
  EXPECT_EQ(tree().status(), (Statuses{{"b.py", {TreeState::unmodified, TreeState::added}}}));
  EXPECT_EQ(tree().commit("Nothing yet").error().what, "nothing is staged");
  ASSERT_TRUE(tree().stage_text("b.py", "1\n"));
  EXPECT_EQ(porcelain(), "AM b.py\n");
  ASSERT_TRUE(tree().stage_file("b.py"));
  EXPECT_EQ(porcelain(), "A  b.py\n");
}

TEST_F(Staging, RenamesAreSeen) {
  git.commit({{"old.py", "1\n2\n3\n4\n5\n6\n"}, {"kept.py", "1\n"}});
  fs::rename(git / "old.py", git / "new.py");
  ASSERT_TRUE(tree().stage_file("old.py"));
  ASSERT_TRUE(tree().stage_file("new.py"));
  EXPECT_EQ(porcelain(), "R  old.py -> new.py\n");
  EXPECT_EQ(tree().status(), (Statuses{{"new.py", {TreeState::renamed, TreeState::unmodified, "old.py"}}}));
}

TEST_F(Staging, UnstagesAlsoWithoutACommit) {
  git.write("a.py", "1\n");
  ASSERT_TRUE(tree().stage_file("a.py"));
  EXPECT_EQ(porcelain(), "A  a.py\n");
  ASSERT_TRUE(tree().unstage_file("a.py"));
  EXPECT_EQ(porcelain(), "?? a.py\n");
  ASSERT_TRUE(tree().unstage_file("a.py"));  // as git, no error
  EXPECT_EQ(tree().head_text("a.py").error().kind, ErrorKind::not_found);
  EXPECT_EQ(tree().staged_text("a.py").error().kind, ErrorKind::not_found);
}

TEST_F(Staging, UnstagesAsGitResets) {
  git.commit({{"del.py", "1\n"}, {"[a]*.py", "1\n"}, {"a.py", "1\n"}});
  fs::permissions(git / "a.py", fs::perms::owner_exec, fs::perm_options::add);
  git.write("[a]*.py", "2\n");
  fs::remove(git / "del.py");
  git.git({"add", "--all"});
  ASSERT_TRUE(tree().unstage_file("del.py"));
  ASSERT_TRUE(tree().unstage_file("[a]*.py"));  // a name, not a pattern
  EXPECT_EQ(porcelain(), " M [a]*.py\nM  a.py\n D del.py\n");
  ASSERT_TRUE(tree().unstage_file("a.py"));
  EXPECT_EQ(git.git({"diff", "--cached"}), "");
}

TEST_F(Staging, ConflictsShowAndEnd) {
  git.commit({{"a.py", "1\n"}});
  git.git({"checkout", "-q", "-b", "side"});
  git.commit({{"a.py", "side\n"}}, "Side");
  git.git({"checkout", "-q", "main"});
  git.commit({{"a.py", "main\n"}}, "Main");
  EXPECT_NE(git.try_git({"merge", "side"}).status, 0);
  EXPECT_EQ(tree().status(), (Statuses{{"a.py", {TreeState::conflicted, TreeState::conflicted}}}));
  EXPECT_EQ(tree().staged_text("a.py").error().what, "the file is in conflict");
  EXPECT_EQ(tree().commit("Merge").error().what, "files are in conflict");
  ASSERT_TRUE(tree().unstage_file("a.py"));
  EXPECT_EQ(porcelain(), " M a.py\n");
  git.git({"reset", "-q", "--hard"});
  EXPECT_NE(git.try_git({"merge", "side"}).status, 0);
  ASSERT_TRUE(tree().write("a.py", "both\n"));
  ASSERT_TRUE(tree().stage_text("a.py", "both\n"));
  EXPECT_EQ(porcelain(), "M  a.py\n");
  ASSERT_TRUE(tree().commit("Merge side"));
  EXPECT_EQ(
      git.git({"log", "-1", "--format=%s|%P"}),
      "Merge side|" + git.git({"rev-parse", "main^1"}).substr(0, 40) + " " + git.git({"rev-parse", "side"}));
  EXPECT_FALSE(fs::exists(git / ".git/MERGE_HEAD"));
  EXPECT_EQ(porcelain(), "");
}

TEST_F(Staging, LockedIndexIsExplained) {
  git.commit({{"a.py", "1\n"}});
  git.write("a.py", "2\n");
  git.write(".git/index.lock", "");
  const std::string lock = (git / ".git/index.lock").string();
  const std::string hint =
      "another git process holds index.lock; wait, or remove " + lock + " if no git runs";
  for (const Result<void>& result :
       {tree().stage_text("a.py", "2\n"), tree().stage_file("a.py"), tree().unstage_file("a.py")}) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::git);
    EXPECT_EQ(result.error().file, "a.py");
    EXPECT_EQ(result.error().hint, hint);
  }
  EXPECT_EQ(tree().commit("No").error().hint, hint);
  EXPECT_EQ(tree().status(), (Statuses{{"a.py", {TreeState::unmodified, TreeState::modified}}}));
  fs::remove(lock);
  EXPECT_EQ(porcelain(), " M a.py\n");  // nothing was changed
  ASSERT_TRUE(tree().stage_file("a.py"));
  EXPECT_EQ(porcelain(), "M  a.py\n");
}

TEST_F(Staging, RefusesWhatGitWouldNotAdd) {
  git.commit({{".gitignore", "*.log\n"},
              {".gitattributes", "*.big filter=lfs\n*.u16 working-tree-encoding=UTF-16\n"}});
  git.git({"config", "filter.lfs.clean", "false"});
  git.git({"config", "filter.lfs.required", "true"});
  for (const char* path : {"x.log", "x.big", "x.u16", "folder/x"}) git.write(path, "1\n");
  fs::create_symlink("x.log", git / "link");
  fs::create_directory_symlink("folder", git / "alias");
  for (const char* path : {"x.log", "x.big", "x.u16"}) {
    EXPECT_EQ(tree().stage_file(path).error().kind, ErrorKind::refused) << path;
    EXPECT_EQ(tree().stage_text(path, "1\n").error().kind, ErrorKind::refused) << path;
  }
  EXPECT_EQ(tree().stage_text("link", "text").error().what,
            "cannot stage parts of this file: it is not a regular file");
  EXPECT_EQ(tree().stage_file("folder").error().kind, ErrorKind::refused);
  EXPECT_EQ(tree().stage_file("alias/x").error().kind, ErrorKind::not_found);
  EXPECT_EQ(tree().stage_file("nothing").error().kind, ErrorKind::not_found);
  EXPECT_EQ(tree().stage_file("../x").error().kind, ErrorKind::refused);
  EXPECT_EQ(git.git({"diff", "--cached"}), "");
}

TEST_F(Staging, SubmoduleFolderIsLeftAlone) {
  GitSandbox* outer = &git;
  const std::string inner = (git.folder() / "inner").string();
  git.git({"init", "-q", inner});
  testing::write_file(inner + "/x.py", "1\n");
  git.git({"-C", inner, "add", "x.py"});
  git.git({"-C", inner, "commit", "-q", "-m", "Inner"});
  git.git({"-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner, "sub"});
  outer->commit({{"a.py", "1\n"}});
  EXPECT_EQ(tree().list(), (std::vector<std::string>{".gitmodules", "a.py"}));
  EXPECT_EQ(tree().status(), Statuses{});
  EXPECT_EQ(tree().stage_file("sub/x.py").error().what, "the file is in the submodule sub");
  EXPECT_EQ(tree().stage_text("sub/x.py", "").error().what, "the file is in the submodule sub");
  EXPECT_EQ(tree().head_text("sub").error().kind, ErrorKind::content);
  git.write("sub/x.py", "2\n");
  git.git({"-C", "sub", "commit", "-q", "-a", "-m", "On"});
  EXPECT_EQ(tree().status(), (Statuses{{"sub", {TreeState::unmodified, TreeState::modified}}}));
  const std::string expected = entry_by_git("sub");
  ASSERT_TRUE(tree().stage_file("sub"));
  EXPECT_EQ(entry("sub"), expected);
}

// git compares times in seconds, so an index written in a later second takes such a file for unchanged.
TEST_F(Staging, AnEditInTheSecondOfTheIndexIsSeenAfterwards) {
  const auto touch = [&](std::string_view path, const std::string& fraction) {
    testing::run({"touch", "-d", "2024-01-01 00:00:00." + fraction, (git / path).string()});
  };
  git.git({"config", "core.checkStat", "minimal"});  // ignore times that a test cannot set
  git.commit({{"a.py", "1\n"}, {"b.py", "1\n"}});
  touch("b.py", "1");
  git.git({"update-index", "--refresh"});
  touch(".git/index", "5");
  git.write("b.py", "2\n");
  touch("b.py", "9");
  git.write("a.py", "2\n");
  ASSERT_TRUE(tree().stage_file("a.py"));
  EXPECT_EQ(porcelain(), "M  a.py\n M b.py\n");
  EXPECT_EQ(tree().status()->at("b.py").work, TreeState::modified);
}

TEST_F(Staging, SeesWhatGitDidMeanwhile) {
  git.commit({{"a.py", "1\n"}});
  EXPECT_EQ(tree().status(), Statuses{});
  git.write("a.py", "2\n");
  git.write("b.py", "2\n");
  git.git({"add", "b.py"});
  ASSERT_TRUE(tree().stage_text("a.py", "2\n"));
  EXPECT_EQ(porcelain(), "M  a.py\nA  b.py\n");
  EXPECT_EQ(git.git({"fsck", "--strict"}), "");
}

}  // namespace
}  // namespace mintport
