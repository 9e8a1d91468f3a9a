// Undo and redo of everything, across restarts and kills.
#include <gtest/gtest.h>
#include <signal.h>

#include "app/workbench/bench.hh"
#include "app/workbench/program.hh"

namespace mintport::ui {
namespace {

using Undo = Bench;
using testing::Pty;

TEST_F(Undo, TakesBackAConversion) {
  convert();
  keys("u");
  EXPECT_FALSE(tree.work.contains(kPort)) << grid.text();
  EXPECT_TRUE(shows("not converted yet")) << grid.text();
  keys("U");
  EXPECT_EQ(tree.work[kPort], pure);
}

TEST_F(Undo, GoesOnAfterARestart) {
  convert();
  keys("g ] ] w");
  type("never reached");
  keys("enter");
  const std::string waived = tree.work["mintport.json"];
  keys("m a c");
  keys("ctrl-s");
  ASSERT_EQ(tree.commits.size(), 2u) << grid.text();
  start();
  keys("u");
  EXPECT_TRUE(shows("undone: commit ")) << grid.text();
  EXPECT_EQ(tree.commits.size(), 1u);
  EXPECT_TRUE(tree.index.contains(kPort));
  start();
  keys("u");
  EXPECT_FALSE(tree.index.contains(kPort)) << grid.text();
  EXPECT_TRUE(session->state().marks.contains("models/a.py"));
  keys("u");
  EXPECT_FALSE(session->state().marks.contains("models/a.py"));
  keys("u");
  EXPECT_EQ(tree.work["mintport.json"], kManifest);
  keys("u u");
  EXPECT_FALSE(tree.work.contains(kPort));
  EXPECT_TRUE(shows("nothing to undo")) << grid.text();
  start();
  keys("U U U");
  start();
  keys("U U U");
  EXPECT_TRUE(shows("nothing to redo")) << grid.text();
  EXPECT_EQ(tree.work[kPort], pure);
  EXPECT_EQ(tree.work["mintport.json"], waived);
  EXPECT_EQ(tree.head[kPort], pure);
  EXPECT_EQ(tree.commits.size(), 2u);
}

TEST_F(Undo, LeavesACommitThatIsPushed) {
  convert();
  keys("a c ctrl-s");
  tree.pushed = true;
  keys("u");
  EXPECT_TRUE(shows("HEAD cannot go there")) << grid.text();
  EXPECT_EQ(tree.commits.size(), 2u);
  tree.pushed = false;
  keys("u");
  EXPECT_EQ(tree.commits.size(), 1u);
}

TEST_F(Undo, LeavesWhatWasStagedOtherwiseSince) {
  convert();
  keys("a");
  tree.index[kPort] = "x = 1\n";
  keys("u");
  EXPECT_TRUE(shows("was changed outside mintport")) << grid.text();
  EXPECT_EQ(tree.index[kPort], "x = 1\n");
}

// The journal's last line begins a step, and the kill came before or after the step was done.
TEST_F(Undo, FindsOutWhetherAStepThatWasCutOffWasDone) {
  convert();
  const std::string begun = desk.notes["journal"].substr(0, desk.notes["journal"].find('\n') + 1);
  ASSERT_TRUE(begun.starts_with("{\"begin\"")) << begun;
  desk.notes["journal"] = begun;
  start();
  keys("u");
  EXPECT_FALSE(tree.work.contains(kPort)) << grid.text();
  desk.notes["journal"] = begun;
  start();
  keys("u");
  EXPECT_TRUE(shows("nothing to undo")) << grid.text();
}

TEST_F(Undo, FindsOutWhetherAnUndoThatWasCutOffWasDone) {
  convert();
  desk.notes["journal"] += "{\"undo\":true}\n{\"half";
  start();
  keys("u");
  EXPECT_FALSE(tree.work.contains(kPort)) << grid.text();
  keys("U");
  desk.notes["journal"] += "{\"undo\":true}\n";
  tree.work.erase(kPort);
  start();
  keys("u");
  EXPECT_TRUE(shows("nothing to undo")) << grid.text();
  keys("U");
  EXPECT_EQ(tree.work[kPort], pure);
}

// A kill in the middle of a line: the next line must not be read as its rest.
TEST_F(Undo, GoesOnBehindALineThatWasCutOff) {
  convert();
  desk.notes["journal"] += "{\"beg";
  start();
  desk.editor = [&](const std::string&, std::uint32_t) { tree.work[kPort] += "# mine\n"; };
  keys("enter j enter e");
  start();
  keys("u");
  EXPECT_EQ(tree.work[kPort], pure) << grid.text();
}

TEST_F(Undo, GoesToTheLineThatItChanges) {
  convert();
  desk.editor = [&](const std::string&, std::uint32_t) { tree.work[kPort] += "# mine\n"; };
  keys("g e g u");
  const auto lines = static_cast<std::size_t>(std::count(pure.begin(), pure.end(), '\n'));
  EXPECT_EQ(status().substr(0, status().find("  ")),
            " undone: edited models/a.py, line " + std::to_string(lines + 1))
      << grid.text();
  EXPECT_EQ(bench->where().subject, "models/a.py:" + std::to_string(lines) + ", port");  // that line is gone
  keys("g U");
  EXPECT_EQ(bench->where().subject, "models/a.py:" + std::to_string(lines + 1) + ", port") << grid.text();
}

TEST_F(Undo, TakesBackTheMarkOfAHunk) {
  convert();
  auto marks = [&] { return session->state().hunk_marks.at("models/a.py").size(); };
  keys("g } M");
  ASSERT_EQ(marks(), 1u) << grid.text();
  start();
  keys("u");
  EXPECT_EQ(marks(), 0u) << grid.text();
  keys("U");
  EXPECT_EQ(marks(), 1u);
}

// The text that the editor wrote before the kill is a step.
TEST_F(Undo, KeepsTheTextFromBeforeAnEditorThatNeverEnded) {
  convert();
  std::string journal;
  desk.editor = [&](const std::string&, std::uint32_t) {
    tree.work[kPort] += "# mine\n";
    journal = desk.notes["journal"];
  };
  keys("e");
  desk.notes["journal"] = journal;
  start();
  keys("u");
  EXPECT_EQ(tree.work[kPort], pure) << grid.text();
}

TEST_F(Undo, DoesNothingThatItCouldNotTakeBack) {
  convert();
  desk.appended = fail({ErrorKind::io, "journal", 0, "the disk is full", ""});
  keys("a");
  EXPECT_TRUE(shows("the disk is full")) << grid.text();
  EXPECT_FALSE(tree.index.contains(kPort));
}

TEST_F(Program, TextsOfASessionThatEndedAreNotCollected) {
  const auto run = [&](const char* keys, const char* says) {
    Pty pty({MINTPORT_PROGRAM}, options());
    ASSERT_TRUE(pty.wait_for("/1 done")) << pty.text();
    ASSERT_TRUE(pty.wait_gone("reading ")) << pty.text();
    pty.keys(keys);
    ASSERT_TRUE(pty.wait_for(says)) << pty.text();
    pty.keys("q");
    ASSERT_EQ(pty.wait_exit(), 0) << pty.text();
  };
  run("enter enter j enter enter", "converted models/a.py");
  const std::string pure = read("port/models/a.py");
  run("2 e", "edited models/a.py");
  git("gc -q --prune=now");
  run("u", "undone: edited");
  EXPECT_EQ(read("port/models/a.py"), pure);
}

TEST_F(Program, UndoesAfterKillsAllThatWasDone) {
  auto killed = [&](const char* keys, const char* says) {
    Pty pty({MINTPORT_PROGRAM}, options());
    ASSERT_TRUE(pty.wait_for("/1 done")) << pty.text();
    ASSERT_TRUE(pty.wait_gone("reading ")) << pty.text();
    pty.keys(keys);
    ASSERT_TRUE(pty.wait_for(says)) << pty.text();
    pty.signal(SIGKILL);
    ASSERT_EQ(pty.wait_exit(), 128 + SIGKILL);
  };
  killed("enter enter j enter enter", "converted models/a.py");
  const std::string pure = read("port/models/a.py");
  killed("2 e", "edited models/a.py");
  const std::string edited = read("port/models/a.py");
  EXPECT_NE(edited, pure);
  killed("2 a", "staged port/models/a.py");
  killed("c ctrl-s", "committed ");
  const std::string commit = git("rev-parse HEAD");
  killed("u", "undone: commit");
  EXPECT_EQ(git("status --short"), "A  port/models/a.py\n");
  killed("u", "undone: staged");
  EXPECT_EQ(git("status --short -uall"), "?? port/models/a.py\n");
  killed("u", "undone: edited");
  EXPECT_EQ(read("port/models/a.py"), pure);
  killed("u", "undone: converted");
  EXPECT_EQ(git("status --short"), "");
  git("gc -q --prune=now");
  killed("U U U U", "redone: commit");
  EXPECT_EQ(git("rev-parse HEAD"), commit);
  EXPECT_EQ(git("status --short"), "");
  EXPECT_EQ(git("show HEAD:port/models/a.py"), edited);
  EXPECT_EQ(git("fsck --no-dangling"), "");
}

}  // namespace
}  // namespace mintport::ui
