// Conflicts of an upgrade, resolved in the workbench.
#include <gtest/gtest.h>

#include "app/workbench/bench.hh"
#include "app/workbench/program.hh"
#include "support/process.hh"

namespace mintport::ui {
namespace {

const std::string kOtherPort = "port/b.py";

std::string conflict(const std::string& ours, const std::string& base, const std::string& theirs) {
  return "<<<<<<< port\n" + ours + "||||||| old\n" + base + "=======\n" + theirs + ">>>>>>> new\n";
}

class Conflicts : public Bench {
 protected:
  Conflicts() {
    tree.head[kPort] = tree.index[kPort] = "x = 1\n";
    tree.head[kOtherPort] = tree.index[kOtherPort] = "y = 1\n";
    tree.work[kPort] = before;
    tree.work[kOtherPort] = conflict("y = 2\n", "y = 1\n", "y = 3\n");
  }
  const std::string before = "def f():\n" + conflict("    a = 2\n", "    a = 1\n", "    a = 3\n") +
                             "    b = 0\n" + conflict("    c = 2\n", "", "    c = 3\n") + "    return a\n";
};

TEST_F(Conflicts, ShowsOursBaseTheirsAndTheResult) {
  start(24, 80);
  keys("C");
  EXPECT_TRUE(shows("port/b.py:1") && shows("1 of 3 conflicts in 2 files")) << grid.text();
  EXPECT_TRUE(shows("ours: the port") && shows("base: the old upstream") &&
              shows("theirs: the new upstream"));
  EXPECT_TRUE(shows("The result with ours taken"));
  keys("} right");
  EXPECT_TRUE(shows("port/models/a.py:2") && shows("2 of 3 conflicts")) << grid.text();
  EXPECT_TRUE(shows("The result with theirs taken"));
  keys("} }");
  EXPECT_TRUE(shows("that is the last conflict")) << grid.text();
  EXPECT_TRUE(shows("nothing here")) << "the base of lines that both added: " << grid.text();
  start(50, 200);
  keys("C");
  bool beside = false;
  for (int i = 0; i < 50; ++i)
    beside |= row(i).find("ours: the port") != std::string::npos &&
              row(i).find("theirs: the new") != std::string::npos;
  EXPECT_TRUE(beside) << grid.text();
}

TEST_F(Conflicts, TakesSidesStagesAndGoesBack) {
  start();
  keys("C } T");
  EXPECT_EQ(tree.work[kPort], "def f():\n    a = 3\n    b = 0\n" +
                                  conflict("    c = 2\n", "", "    c = 3\n") + "    return a\n");
  EXPECT_EQ(tree.index[kPort], "x = 1\n") << "not staged while it has conflicts";
  EXPECT_TRUE(shows("1 conflict left in it")) << grid.text();
  keys("B");
  const std::string resolved = "def f():\n    a = 3\n    b = 0\n    c = 2\n    c = 3\n    return a\n";
  EXPECT_EQ(tree.work[kPort], resolved);
  EXPECT_EQ(tree.index[kPort], resolved) << grid.text();
  EXPECT_TRUE(shows("resolved and staged port/models/a.py")) << grid.text();
  keys("u u");
  EXPECT_EQ(tree.work[kPort], before);
  EXPECT_EQ(tree.index[kPort], "x = 1\n");
  EXPECT_TRUE(shows("of 3 conflicts")) << grid.text();
  keys("U U");
  EXPECT_EQ(tree.index[kPort], resolved);
  keys("{ { enter");
  EXPECT_EQ(tree.work[kOtherPort], "y = 2\n");
  EXPECT_TRUE(shows("no file is in conflict")) << grid.text();
}

TEST_F(Conflicts, AreEdited) {
  desk.editor = [&](const std::string& path, std::uint32_t line) {
    EXPECT_EQ(path, "/fake/" + kOtherPort);
    EXPECT_EQ(line, 1U);
    tree.work[kOtherPort] = "y = 5\n";
  };
  start();
  keys("C e");
  EXPECT_EQ(tree.index[kOtherPort], "y = 5\n") << grid.text();
}

TEST_F(Conflicts, WhatDoesNotParseIsNotStaged) {
  tree.work[kOtherPort] = conflict("if y:\n", "", "while y:\n");
  start();
  keys("C O");
  EXPECT_EQ(tree.work[kOtherPort], "if y:\n");
  EXPECT_EQ(tree.index[kOtherPort], "y = 1\n");
  EXPECT_TRUE(shows("does not parse")) << grid.text();
}

TEST_F(Conflicts, InCommentsCountToo) {
  tree.work.erase(kOtherPort);
  tree.work[kPort] =
      "def f():\n    # <<<<<<< port\n    a = 2\n    # ||||||| old\n    # a = 1\n    # =======\n    # a = 3\n"
      "    # >>>>>>> new\n";
  start();
  keys("C T");
  EXPECT_EQ(tree.index[kPort], "def f():\n    a = 3\n") << grid.text();
}

// With git, and a real upgrade.
TEST_F(Program, ResolvesWhatAnUpgradeLeft) {
  const std::string file = "import torch\n\n\ndef f(x):\n    y = torch.cat([x, x], dim=1)\n    return y\n";
  const auto with = [&](const std::string& line) {
    std::string out = file;
    return out.replace(out.find("    y ="), out.find("    return") - out.find("    y ="), line);
  };
  write("old/__init__.py", "");
  write("old/models/a.py", file);
  write("old/models/gone.py", "x = 1\n");
  write("hf/__init__.py", "");
  write("hf/models/a.py", with("    y = torch.cat([x, x, x], dim=2)\n"));
  ASSERT_EQ(
      testing::run({MINTPORT_PROGRAM, "convert", "--src-root", "old", "--dst-root", "port"}, {.folder = root})
          .status,
      0);
  std::string port = read("port/models/a.py");
  port.replace(port.find("    y ="), port.find("    return") - port.find("    y ="), "    y = mine(x)\n");
  write("port/models/a.py", port);
  write("port/models/gone.py", "x = 2\n");
  git("add -A");
  git("commit -qm before");
  const auto upgraded =
      testing::run({MINTPORT_PROGRAM, "upgrade", "--from", "old", "--to", "hf", "--port", "port", "--yes"},
                   {.folder = root});
  EXPECT_NE(upgraded.out.find("2 conflicts"), std::string::npos) << upgraded.out << upgraded.errors;
  EXPECT_EQ(git("diff --name-only --diff-filter=U"), "port/models/a.py\nport/models/gone.py\n");

  testing::Pty pty({MINTPORT_PROGRAM, "open", "."}, options());
  ASSERT_TRUE(pty.wait_for("done")) << pty.text();
  pty.keys("C");
  ASSERT_TRUE(pty.wait_for("1 of 2 conflicts")) << pty.text();
  pty.keys("T");
  ASSERT_TRUE(pty.wait_for("resolved and staged")) << pty.text();
  pty.keys("T");
  ASSERT_TRUE(pty.wait_for("no file is in conflict")) << pty.text();
  pty.keys("u u");
  ASSERT_TRUE(pty.wait_for("1 of 2 conflicts")) << pty.text();
  EXPECT_EQ(git("diff --name-only --diff-filter=U"), "port/models/a.py\nport/models/gone.py\n");
  pty.keys("U U");
  ASSERT_TRUE(pty.wait_for("no file is in conflict")) << pty.text();
  pty.keys("q q");
  EXPECT_EQ(pty.wait_exit(), 0);
  EXPECT_EQ(git("diff --name-only --diff-filter=U"), "");
  EXPECT_EQ(git("status --short port/models"), "M  port/models/a.py\nD  port/models/gone.py\n");
  EXPECT_NE(read("port/models/a.py").find("mint.cat([x, x, x], dim=2)"), std::string::npos);
}

}  // namespace
}  // namespace mintport::ui
