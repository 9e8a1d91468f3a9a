// Staging and unstaging of single lines, folders, and files of all kinds, on git.
#include <gtest/gtest.h>

#include <filesystem>

#include "app/git/repository.hh"
#include "app/workbench/bench.hh"
#include "support/git_sandbox.hh"

namespace mintport::ui {
namespace {

namespace fs = std::filesystem;

// A workbench on a git repository whose port has models/a.py committed.
class LinesOnGit : public ::testing::Test {
 protected:
  void SetUp() override {
    git.commit({{"hf/models/a.py", kSource}, {"hf/b.py", "x = 1\n"}, {"mintport.json", kManifest}});
  }
  // The port's file in HEAD and in the work tree, opened in the workbench.
  void begin(const std::string& head, const std::string& work) {
    git.commit({{kPort, head}});
    git.write(kPort, work);
    open();
  }
  void open() {
    tree = *open_repository(git.root().string());
    session = std::make_unique<Session>(*tree, tables, desk, false);
    ASSERT_TRUE(session->load());
    ASSERT_TRUE(session->open("models/a.py"));
  }
  std::string staged() const { return git.git({"cat-file", "blob", ":" + kPort}); }
  std::string status() const { return git.git({"status", "--short", "-uall"}); }

  testing::GitSandbox git;
  std::unique_ptr<WorkTree> tree;
  Tables tables = *Tables::embedded();
  FakeDesktop desk;
  std::unique_ptr<Session> session;
};

TEST_F(LinesOnGit, AReplacedLineGoesWithTheOneInItsPlace) {
  begin("one\ntwo\nthree\nend\n", "1\n2\n3\nend\n");
  EXPECT_EQ(session->index().toggle_lines(2, 2), "staged 1 line of " + kPort);
  EXPECT_EQ(staged(), "one\n2\nthree\nend\n");
  EXPECT_EQ(session->index().toggle_lines(3, 4), "staged 1 line of " + kPort);
  EXPECT_EQ(staged(), "one\n2\n3\nend\n");
  EXPECT_EQ(session->index().toggle_lines(2, 2), "unstaged 1 line of " + kPort);
  EXPECT_EQ(staged(), "one\ntwo\n3\nend\n");
  EXPECT_EQ(session->index().toggle_lines(1, 4), "staged 2 lines of " + kPort);
  EXPECT_EQ(status(), "M  " + kPort + "\n");
  EXPECT_FALSE(session->index().toggle_lines(4, 4));
  EXPECT_TRUE(session->act(action::Undo{}));
  EXPECT_EQ(staged(), "one\ntwo\n3\nend\n");
}

TEST_F(LinesOnGit, RemovedLinesGoWithTheLinesAroundThem) {
  begin("a\nb\nc\nd\n", "a\nd\n");
  EXPECT_EQ(session->index().toggle_part_lines(kPort, false, {{3}, {}}), "staged 1 line of " + kPort);
  EXPECT_EQ(staged(), "a\nb\nd\n");
  EXPECT_TRUE(session->index().toggle_lines(1, 2));
  EXPECT_EQ(staged(), "a\nd\n");
  EXPECT_EQ(session->index().toggle_part_lines(kPort, true, {{2}, {}}), "unstaged 1 line of " + kPort);
  EXPECT_EQ(staged(), "a\nb\nd\n");
}

TEST_F(LinesOnGit, OfANewFileComeOneByOne) {
  git.write(kPort, "a\nb\nc\n");
  fs::permissions(git / kPort, fs::perms::owner_exec, fs::perm_options::add);
  open();
  EXPECT_TRUE(session->index().toggle_lines(2, 2));
  EXPECT_EQ(staged(), "b\n");
  EXPECT_EQ(git.git({"ls-files", "--stage", kPort}).substr(0, 6), "100755");
  EXPECT_TRUE(session->index().toggle_lines(1, 3));
  EXPECT_EQ(status(), "A  " + kPort + "\n");
  EXPECT_TRUE(session->index().toggle_lines(1, 1));
  EXPECT_EQ(staged(), "b\nc\n");
  EXPECT_TRUE(session->index().toggle_part_lines(kPort, true, {{}, {1, 2}}));
  EXPECT_EQ(status(), "?? " + kPort + "\n");
}

TEST_F(LinesOnGit, OfADeletedFileGoOneByOne) {
  begin("a\nb\nc\n", "");
  fs::remove(git / kPort);
  session->refresh();
  EXPECT_TRUE(session->index().toggle_part_lines(kPort, false, {{1}, {}}));
  EXPECT_EQ(staged(), "b\nc\n");
  EXPECT_TRUE(session->index().toggle_part_lines(kPort, false, {{1, 2}, {}}));
  EXPECT_EQ(status(), "D  " + kPort + "\n");
  EXPECT_TRUE(session->index().toggle_part_lines(kPort, true, {{2}, {}}));
  EXPECT_EQ(staged(), "b\n");
  EXPECT_TRUE(session->index().toggle_part_lines(kPort, true, {{1, 3}, {}}));
  EXPECT_EQ(status(), " D " + kPort + "\n");
}

TEST_F(LinesOnGit, StayWithTheLineEndsOfTheFile) {
  begin("a\r\nb\r\nc", "a\r\nB\r\nc\r\nd");
  EXPECT_TRUE(session->index().toggle_lines(4, 4));
  EXPECT_EQ(staged(), "a\r\nb\r\nc\r\nd");
  EXPECT_TRUE(session->index().toggle_lines(2, 2));
  EXPECT_EQ(status(), "M  " + kPort + "\n");
  EXPECT_TRUE(session->index().toggle_lines(3, 4));
  EXPECT_EQ(staged(), "a\r\nB\r\nc");
}

TEST_F(LinesOnGit, LeaveTheModeAlone) {
  git.commit({{kPort, "a\nb\n"}});
  git.write(kPort, "A\nB\n");
  fs::permissions(git / kPort, fs::perms::owner_exec, fs::perm_options::add);
  open();
  EXPECT_TRUE(session->index().toggle_lines(1, 1));
  EXPECT_EQ(git.git({"diff", "--cached", "--summary"}), "");
  EXPECT_TRUE(session->index().toggle_lines(2, 2));
  EXPECT_EQ(status(), "MM " + kPort + "\n");  // the mode is not staged yet
  EXPECT_EQ(session->index().toggle_files({kPort}), "staged " + kPort);
  EXPECT_EQ(git.git({"diff", "--cached", "--summary"}), " mode change 100644 => 100755 " + kPort + "\n");
  EXPECT_EQ(status(), "M  " + kPort + "\n");
}

TEST_F(LinesOnGit, OfARenamedFileAreHeldAgainstItsOldName) {
  const std::string text = "1\n2\n3\n4\n5\n6\n7\n8\n";
  git.commit({{"port/old.py", text}});
  fs::create_directories(git / "port/models");
  fs::rename(git / "port/old.py", git / kPort);
  git.write(kPort, text + "9\n10\n");
  git.git({"add", "-A"});
  open();
  ASSERT_EQ(status(), "R  port/old.py -> " + kPort + "\n");
  EXPECT_EQ(session->index().toggle_part_lines(kPort, true, {{}, {10}}), "unstaged 1 line of " + kPort);
  EXPECT_EQ(staged(), text + "9\n");
  EXPECT_TRUE(session->index().toggle_lines(10, 10));
  EXPECT_TRUE(session->index().toggle_files({kPort}));
  EXPECT_EQ(status(), " D port/old.py\n?? " + kPort + "\n");
  EXPECT_TRUE(session->act(action::Undo{}));
  EXPECT_EQ(status(), "R  port/old.py -> " + kPort + "\n");
}

TEST_F(LinesOnGit, AFolderIsStagedWithWhatIsNewAndGone) {
  git.commit({{kPort, "a\n"}, {"port/models/gone.py", "g\n"}, {"port/models_too.py", "m\n"}});
  git.write(kPort, "b\n");
  git.write("port/models/only/here.py", "n\n");
  git.write("port/models_too.py", "n\n");
  fs::remove(git / "port/models/gone.py");
  open();
  EXPECT_EQ(session->index().toggle_files(session->index().changed_below("models")), "staged 3 files");
  EXPECT_EQ(status(),
            "M  " + kPort + "\nD  port/models/gone.py\nA  port/models/only/here.py\n M port/models_too.py\n");
  EXPECT_EQ(session->index().toggle_files(session->index().changed_below("models")), "unstaged 3 files");
  EXPECT_EQ(status(),
            " M " + kPort + "\n D port/models/gone.py\n M port/models_too.py\n?? port/models/only/here.py\n");
}

using Lines = Bench;

TEST_F(Lines, AreSelectedInTheCode) {
  convert_file();
  keys("g v j j space");
  EXPECT_TRUE(shows("staged 3 lines of port/models/a.py")) << grid.text();
  const std::string staged = tree.index["port/models/a.py"];
  EXPECT_TRUE(pure.starts_with(staged) && staged != pure) << staged;
  keys("v");
  EXPECT_TRUE(shows("stage/unstage these lines")) << grid.text();
  keys("esc");
  EXPECT_FALSE(shows("stage/unstage these lines")) << grid.text();
  keys("g v space");
  EXPECT_TRUE(staged.ends_with(tree.index["port/models/a.py"])) << tree.index["port/models/a.py"];
}

TEST_F(Lines, AreSelectedInTheChanges) {
  convert_file();
  keys("a");
  tree.work["port/models/a.py"] = "first\n" + pure + "last\n";
  keys("4 tab");
  keys("j v space");
  EXPECT_TRUE(shows("staged 1 line of port/models/a.py")) << grid.text();
  EXPECT_EQ(tree.index["port/models/a.py"], "first\n" + pure);
  keys("1 v");
  EXPECT_TRUE(shows("select lines in the code")) << grid.text();
}

}  // namespace
}  // namespace mintport::ui
