// `n`: goes to the next task.
#include <gtest/gtest.h>

#include "app/workbench/bench.hh"
#include "app/workbench/program.hh"

namespace mintport::ui {
namespace {

// With a line that changes by more than a rename.
const std::string kMoves =
    "import torch\n\n\ndef f(x: torch.Tensor):\n    z = torch.zeros(2, device=x.device)\n"
    "    return torch.linalg.lstsq(x, z)\n";

TEST_F(Bench, LeadsFromHfToACommit) {
  tree.work.erase("hf/b.py");
  tree.work["hf/models/a.py"] = kMoves;
  start();
  keys("n");
  EXPECT_TRUE(status().starts_with(" next: convert models/a.py, not in the port; enter does")) << grid.text();
  keys("enter n");
  int findings = 0, hunks = 0;
  for (int i = 0; i < 20 && !shows("next: stage"); ++i, keys("n")) {
    if (shows("next: mark this file")) {
      keys("m");
    } else if (shows("next: unreviewed hunk")) {
      EXPECT_TRUE(shows("): M marks it")) << status();
      ++hunks;
      keys("M");
    } else {
      ASSERT_TRUE(shows("next: open finding")) << status();
      ++findings;
      keys("w");
      type("never reached");
      keys("enter");
    }
  }
  EXPECT_GE(findings, 1);
  EXPECT_GE(hunks, 1) << grid.text();
  EXPECT_TRUE(status().starts_with(" next: stage models/a.py, reviewed; a does")) << status();
  keys("a n");
  EXPECT_TRUE(status().starts_with(" next: commit the staged changes; c does")) << status();
  keys("c ctrl-s n");
  EXPECT_TRUE(status().starts_with(" nothing left to do: all files are committed")) << status();
}

TEST_F(Bench, GoesToTheNextFileFromTheTree) {
  start();
  keys("G n");
  EXPECT_TRUE(status().starts_with(" next: convert b.py")) << status();
  keys("1 g n");
  EXPECT_TRUE(status().starts_with(" next: convert models/a.py")) << status();
}

TEST_F(Bench, KeepsASearchOnN) {
  convert();
  keys("g /");
  type("torch");
  keys("enter n");
  EXPECT_FALSE(shows("next:")) << status();
  keys("esc n");
  EXPECT_TRUE(shows("next:")) << status();
}

TEST_F(Bench, MarksOfHunksFallWhenOneSideChanges) {
  tree.work["hf/models/a.py"] = kMoves;
  convert_file();
  keys("g } M");
  const std::string note = desk.notes["reviewed-hunks"];
  EXPECT_TRUE(note.ends_with(" models/a.py\n")) << note;
  const auto reviewed = [&] {
    const auto& marks = session->file()->reviewed_hunks;
    return std::count(marks.begin(), marks.end(), true);
  };
  EXPECT_EQ(reviewed(), 1);
  // Lines added above move the hunk but keep the mark.
  tree.work["port/models/a.py"] = "# top\n\n" + pure;
  keys("r");
  EXPECT_EQ(reviewed(), 1);
  start();
  keys("enter j enter");
  EXPECT_EQ(reviewed(), 1) << grid.text();
  std::string& text = tree.work["port/models/a.py"];
  text.insert(text.find("z = mint"), " ");
  keys("r");
  EXPECT_EQ(reviewed(), 0) << grid.text();
}

TEST_F(Program, IsLedFromHfToACommit) {
  testing::Pty pty({MINTPORT_PROGRAM, "open", "."}, options());
  ASSERT_TRUE(pty.wait_for("0/1 done")) << pty.text();
  pty.keys("n");
  ASSERT_TRUE(pty.wait_for("next: convert models/a.py")) << pty.text();
  pty.keys("enter");
  ASSERT_TRUE(pty.wait_for("converted models/a.py")) << pty.text();
  pty.keys("n");
  ASSERT_TRUE(pty.wait_for("next: open finding")) << pty.text();
  pty.keys("a n");
  ASSERT_TRUE(pty.wait_for("next: commit the staged changes")) << pty.text();
  pty.keys("c ctrl-s");
  ASSERT_TRUE(pty.wait_for("committed ")) << pty.text();
  pty.keys("q");
  EXPECT_EQ(pty.wait_exit(), 0);
  EXPECT_EQ(git("status --short"), "");
}

}  // namespace
}  // namespace mintport::ui
