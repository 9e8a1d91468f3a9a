#include "app/workbench/bench.hh"

#include <gtest/gtest.h>

namespace mintport::ui {
namespace {

TEST_F(Bench, StartsWithTheWholeProject) {
  start();
  EXPECT_TRUE(row(0).starts_with(" mintport  port  on main")) << row(0);
  EXPECT_TRUE(row(2).starts_with(" ▸ models")) << row(2);
  EXPECT_TRUE(shows("2 · unconverted")) << grid.text();
  EXPECT_TRUE(status().starts_with(" models  0 of 1 file done")) << status();
}

TEST_F(Bench, SaysWhenTheTerminalIsTooSmall) {
  start(10, 40);
  EXPECT_TRUE(shows("mintport needs 80x20"));
  bench->handle(Resize{24, 80});
  grid = Grid(24, 80);
  bench->draw(grid);
  EXPECT_FALSE(shows("mintport needs"));
  for (int rows = 1; rows < 4; ++rows) {
    Grid tiny(rows, rows);
    bench->draw(tiny);
    EXPECT_EQ(tiny.height(), rows);
  }
}

TEST_F(Bench, NeedsAManifest) {
  tree.work.erase("mintport.json");
  Session bare(tree, tables, desk, false);
  const auto loaded = bare.load();
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().kind, ErrorKind::not_found);
}

TEST_F(Bench, ConvertsAFileSideBySide) {
  start(24, 120);
  keys("enter j enter");
  EXPECT_TRUE(shows("(not converted yet)")) << grid.text();
  keys("enter");
  EXPECT_TRUE(shows("torch.cat([x, x])")) << grid.text();
  EXPECT_TRUE(shows("mint.cat([x, x])"));
  EXPECT_TRUE(status().find("converted models/a.py") != std::string::npos) << status();
  EXPECT_EQ(tree.converted["port/models/a.py"], tree.work["port/models/a.py"]);
}

TEST_F(Bench, WalksToAFindingAndWaivesItWithAReason) {
  convert();
  keys("g ] ] w");
  EXPECT_TRUE(shows("Waive torch.linalg.lstsq")) << grid.text();
  keys("enter");
  EXPECT_TRUE(shows("not waived: type a reason"));
  keys("w");
  type("never reached");
  keys("enter");
  EXPECT_TRUE(shows("waived torch.linalg.lstsq: never reached")) << grid.text();
  const auto manifest = parse_manifest(tree.work["mintport.json"]);
  ASSERT_TRUE(manifest);
  ASSERT_EQ(manifest->waived.size(), 1u);
  EXPECT_EQ(manifest->waived[0].author, "Fay <fay@example.org>");
  EXPECT_EQ(manifest->waived[0].date, "2026-01-31");
  keys("u");
  EXPECT_EQ(tree.work["mintport.json"], kManifest);
}

TEST_F(Bench, EditsInTheEditorAndUndoesIt) {
  convert();
  desk.editor = [&](const std::string& path, std::uint32_t line) {
    EXPECT_EQ(path, "/fake/port/models/a.py");
    EXPECT_GT(line, 1u);
    std::string& text = tree.work["port/models/a.py"];
    text.replace(text.find("torch.linalg.lstsq"), 18, "ours.solve");
  };
  keys("g ] ] e");
  EXPECT_TRUE(shows("ours.solve(y)")) << grid.text();
  EXPECT_EQ(session->file()->findings.back().life, Life::fixed);
  EXPECT_TRUE(session->state().find("models/a.py")->by_hand);
  keys("u");
  EXPECT_EQ(tree.work["port/models/a.py"], pure);
  keys("U");
  EXPECT_NE(tree.work["port/models/a.py"], pure);
}

TEST_F(Bench, DoesNotOverwriteWhatOthersChanged) {
  convert();
  desk.editor = [&](const std::string&, std::uint32_t) { tree.work["port/models/a.py"] += "# mine\n"; };
  keys("e");
  tree.work["port/models/a.py"] += "# theirs\n";
  const std::string theirs = tree.work["port/models/a.py"];
  keys("u");
  EXPECT_TRUE(shows("changed outside mintport")) << grid.text();
  EXPECT_EQ(tree.work["port/models/a.py"], theirs);
  bench->handle(Tick{});
  bench->draw(grid);
  keys("G");
  EXPECT_TRUE(shows("# theirs")) << grid.text();
}

TEST_F(Bench, StagesAHunkAndCommits) {
  convert();
  keys("a");
  EXPECT_EQ(tree.index["port/models/a.py"], pure);
  keys("c");
  EXPECT_TRUE(shows("Port models/a.py to MindSpore")) << grid.text();
  keys("ctrl-s");
  ASSERT_EQ(tree.commits.size(), 2u);
  EXPECT_EQ(tree.commits[1].summary.subject, "Port models/a.py to MindSpore");
  EXPECT_EQ(session->state().find("models/a.py")->state(), FileStage::committed);
  // Two changes to the committed file; only the one under the cursor is staged, and unstaged again.
  desk.editor = [&](const std::string&, std::uint32_t) {
    tree.work["port/models/a.py"] = "# top\n" + pure + "# end\n";
  };
  keys("e g space");
  EXPECT_EQ(tree.index["port/models/a.py"], "# top\n" + pure) << grid.text();
  keys("space");
  EXPECT_EQ(tree.index["port/models/a.py"], pure) << grid.text();
  keys("4 tab j");
  EXPECT_TRUE(shows("○ not staged  hunk 1 of 2")) << grid.text();
  keys("space");
  EXPECT_EQ(tree.index["port/models/a.py"], "# top\n" + pure);
}

TEST_F(Bench, KeepsACommitMessageThatIsLeft) {
  convert();
  keys("a c");
  type("My ");
  keys("esc c");
  EXPECT_TRUE(shows("My Port models/a.py")) << grid.text();
  desk.typed = "From the editor\n";
  keys("ctrl-o ctrl-s");
  EXPECT_EQ(tree.commits.back().message, "From the editor\n");
}

TEST_F(Bench, ShowsAFailingHookWhole) {
  convert();
  keys("a c");
  tree.next_error = Error{ErrorKind::git, "", 0, "pre-commit failed", "line one\nline two"};
  keys("ctrl-s");
  EXPECT_TRUE(shows("This did not work"));
  EXPECT_TRUE(shows("line two"));
  EXPECT_EQ(tree.commits.size(), 1u);
}

TEST_F(Bench, ListsTheFindingsOfTheProject) {
  convert();
  keys("f");
  EXPECT_TRUE(shows("torch.linalg.lstsq")) << grid.text();
  keys("/");
  type("no such");
  keys("enter");
  EXPECT_TRUE(shows("no open findings here"));
  keys("esc enter enter");
  EXPECT_TRUE(status().starts_with(" models/a.py:")) << status();
}

TEST_F(Bench, MarksReviewedUntilATextChanges) {
  convert();
  keys("m");
  EXPECT_EQ(session->state().find("models/a.py")->state(), FileStage::reviewed);
  tree.work["port/models/a.py"] += "# more\n";
  keys("r");
  EXPECT_EQ(session->state().find("models/a.py")->state(), FileStage::converted);
  tree.work["port/models/a.py"] = pure;
  start();
  EXPECT_EQ(session->state().find("models/a.py")->state(), FileStage::reviewed);
}

TEST_F(Bench, SearchesBothSides) {
  convert();
  keys("g /");
  type("linalg");
  keys("enter");
  EXPECT_NE(status().find("models/a.py:"), std::string::npos);
  EXPECT_EQ(status().find("models/a.py:1 "), std::string::npos) << status();
  keys("/");
  type("nowhere");
  keys("enter");
  EXPECT_TRUE(shows("not found: nowhere"));
}

TEST_F(Bench, TakesTheMouse) {
  start();
  bench->handle(MouseEvent{2, 5, MouseButton::left, MouseAction::press});
  bench->draw(grid);
  EXPECT_TRUE(row(3).find("a.py") != std::string::npos) << grid.text();
  bench->handle(MouseEvent{3, 5, MouseButton::left, MouseAction::press});
  bench->handle(MouseEvent{3, 5, MouseButton::left, MouseAction::press});
  bench->draw(grid);
  EXPECT_TRUE(shows("mint.cat")) << grid.text();
  bench->handle(MouseEvent{5, 5, MouseButton::wheel_down, MouseAction::press});
  bench->draw(grid);
  EXPECT_TRUE(status().starts_with(" models/a.py:")) << status();
}

TEST_F(Bench, ShowsEveryKeyOnTheHelpPage) {
  start(50, 200);
  keys("?");
  EXPECT_TRUE(shows("stage or unstage the hunk")) << grid.text();
  EXPECT_TRUE(shows("waive the finding"));
  keys("q q");
  EXPECT_TRUE(bench->done());
}

TEST_F(Bench, StandsAnyKeyAtAnySize) {
  convert();
  const char* names[] = {"j", "k", "enter", "esc",  "tab",  "g", "G", "z", "f", "4",     "1", "2",
                         "3", "?", "]",     "[",    "}",    "{", "h", "l", "m", "space", "a", "c",
                         "u", "U", "/",     "pgdn", "pgup", "w", "x", "|", "<", ">"};
  unsigned seed = 7;
  desk.editor = [](const std::string&, std::uint32_t) {};
  for (int i = 0; i < 2000; ++i) {
    seed = seed * 1103515245 + 12345;
    grid = Grid(1 + static_cast<int>(seed >> 16) % 60, 1 + static_cast<int>(seed >> 8) % 220);
    bench->draw(grid);
    keys(names[(seed >> 18) % std::size(names)]);
  }
  EXPECT_FALSE(grid.text().empty());
  EXPECT_EQ(tree.work["hf/models/a.py"], kSource);
  // Undo may have removed the conversion; nothing else changes its text, and the journal has it.
  const auto port = tree.work.find("port/models/a.py");
  if (port != tree.work.end()) {
    EXPECT_EQ(port->second, pure);
  }
  EXPECT_NE(desk.notes["journal"].find("return torch.linalg.lstsq(y)"), std::string::npos);
}

}  // namespace
}  // namespace mintport::ui
