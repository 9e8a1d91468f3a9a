// Outside changes while the workbench runs: nothing is lost, and the screen stays correct.
#include <gtest/gtest.h>

#include "app/workbench/bench.hh"

namespace mintport::ui {
namespace {

using Changes = Bench;

TEST_F(Changes, AnEditorThatFailsAfterWritingCanBeUndone) {
  convert();
  desk.editor = [&](const std::string&, std::uint32_t) { tree.work["port/models/a.py"] += "# mine\n"; };
  desk.edited = fail({ErrorKind::io, "", 0, "the editor failed", ""});
  keys("e");
  EXPECT_TRUE(shows("the editor failed")) << grid.text();
  EXPECT_EQ(session->file()->port_text, pure + "# mine\n");
  keys("u");
  EXPECT_EQ(tree.work["port/models/a.py"], pure) << grid.text();
}

TEST_F(Changes, AnUndoneWaiverCountsAgainInAFileThatIsNotOpen) {
  convert();
  const std::size_t open = session->state().find("models/a.py")->count(Life::open);
  keys("g ] ] w");
  type("never reached");
  keys("enter");
  EXPECT_EQ(session->state().find("models/a.py")->count(Life::open), open - 1);
  bench->open("b.py");
  keys("u");
  EXPECT_EQ(session->state().find("models/a.py")->count(Life::open), open) << grid.text();
  EXPECT_EQ(session->file()->path, "b.py");
}

TEST_F(Changes, AFindingThatIsGoneIsNotWaived) {
  convert();
  keys("g ] ] w");
  type("never reached");
  tree.work["hf/models/a.py"] = "x = 1\n";
  bench->handle(Tick{});
  keys("enter");
  EXPECT_TRUE(shows("the finding no longer exists")) << grid.text();
  EXPECT_EQ(tree.work["mintport.json"], kManifest);
}

TEST_F(Changes, AReasonThatCouldNotBeWrittenIsNotTypedTwice) {
  convert();
  keys("g ] ] w");
  type("never reached");
  tree.next_error = Error{ErrorKind::io, "", 0, "the disk is full", ""};
  keys("enter");
  EXPECT_TRUE(shows("the disk is full")) << grid.text();
  keys("j w enter");
  EXPECT_TRUE(shows("waived torch.linalg.lstsq: never reached")) << grid.text();
}

TEST_F(Changes, TheViewOfAFindingThatIsGoneCloses) {
  convert();
  keys("g ] ] enter");
  EXPECT_TRUE(shows("No fix is available")) << grid.text();
  tree.work["hf/models/a.py"] = "x = 1\n";
  bench->handle(Tick{});
  bench->draw(grid);
  EXPECT_FALSE(shows("No fix is available")) << grid.text();
  keys("enter w");
}

TEST_F(Changes, OnlyWhatIsOpenIsWaived) {
  convert();
  keys("g ] ] w");
  type("never reached");
  keys("enter w");
  EXPECT_TRUE(shows("already waived: never reached")) << grid.text();
  EXPECT_EQ(parse_manifest(tree.work["mintport.json"])->waived.size(), 1u);
}

TEST_F(Changes, TheChangesBeginAtTheOpenFile) {
  tree.work["another.txt"] = "x";
  convert();
  keys("4");
  EXPECT_TRUE(status().starts_with(" port/models/a.py")) << status();
}

TEST_F(Changes, TheKeyToAllKeysStaysInSight) {
  convert();
  EXPECT_TRUE(row(-1).find("? keys") != std::string::npos) << row(-1);
}

TEST_F(Changes, AWaiverThatComesFromOutsideCounts) {
  convert();
  keys("g ] ] w");
  type("never reached");
  keys("enter");
  const std::string waived = tree.work["mintport.json"];
  keys("u");
  tree.work["mintport.json"] = waived;
  bench->handle(Tick{});
  EXPECT_EQ(session->file()->findings.back().life, Life::waived);
}

TEST_F(Changes, AMessageThatWasTypedIsThereAgainAfterAKill) {
  convert();
  keys("a c");
  type("Mine: ");
  keys("left");
  start();
  keys("c");
  EXPECT_TRUE(shows("Mine: Port models/a.py")) << grid.text();
  keys("ctrl-s");
  EXPECT_EQ(tree.commits.back().summary.subject, "Mine: Port models/a.py to MindSpore");
  EXPECT_EQ(desk.notes["message"], "");
}

TEST_F(Changes, ScrollsSidewaysToWhatIsSought) {
  const std::string far(150, 'y');
  tree.work["hf/models/a.py"] =
      "import torch\n\n\ndef f(x, " + far + "):\n    return (x, " + far + ", torch.linalg.lstsq(x))\n";
  start();
  keys("enter j enter enter g");
  EXPECT_FALSE(shows("linalg.lstsq(x)"));
  keys("g ] ]");
  EXPECT_TRUE(shows(", torch.linalg.lstsq(x)")) << grid.text();
  keys("g ] [");
  EXPECT_TRUE(shows("import")) << grid.text();
  keys("g /");
  type("lstsq(x)");
  keys("enter");
  EXPECT_TRUE(shows("lstsq(x)")) << grid.text();
}

TEST_F(Changes, TheTreeMakesRoomForTheCode) {
  convert();
  for (const auto& [width, tree_too] : {std::pair{159, false}, std::pair{160, true}}) {
    grid = Grid(40, width);
    bench->draw(grid);
    EXPECT_EQ(row(1).find("Files") != std::string::npos, tree_too) << grid.text();
  }
}

}  // namespace
}  // namespace mintport::ui
