// Moving about: the jump list, names, counts, and where the cursor's line stands on the screen.
#include "app/workbench/jumps.hh"

#include <gtest/gtest.h>

#include "app/workbench/bench.hh"
#include "app/workbench/pages/files/files_page.hh"

namespace mintport::ui {
namespace {

TEST(Jumps, GoBackAndForward) {
  const Spot a{"a.py", 1}, b{"a.py", 9}, c{"c.py", 5}, d{"d.py", 2};
  Jumps jumps;
  EXPECT_EQ(jumps.back(a), std::nullopt);
  jumps = {};
  jumps.add(a);
  jumps.add(b);
  EXPECT_EQ(jumps.back(c), b);
  EXPECT_EQ(jumps.back(b), a);
  EXPECT_EQ(jumps.back(a), std::nullopt);
  EXPECT_EQ(jumps.forward(), b);
  EXPECT_EQ(jumps.forward(), c);
  EXPECT_EQ(jumps.forward(), std::nullopt);
  EXPECT_EQ(jumps.back(c), b);
  jumps.add(b);  // a jump from there forgets the way forward
  EXPECT_EQ(jumps.forward(), std::nullopt);
  EXPECT_EQ(jumps.back(d), b);
  EXPECT_EQ(jumps.back(b), a);
}

const std::string kBlocks =
    "class Block:\n    def f(self):\n        return 1\n\n    def g(self):\n        return 2\n";
const std::string kUser =
    "from .models.blocks import Block\n\n\nclass Other:\n    # Copied from diffusers.models.blocks.Block.g\n"
    "    def g(self):\n        return 2\n\n\nx = Block()\n";

class Moving : public Bench {
 protected:
  void SetUp() override {
    tree.work.erase("hf/models/a.py");
    tree.work["hf/models/blocks.py"] = kBlocks;
    tree.work["hf/b.py"] = kUser;
    start(30, 100);
    bench->open("b.py");
    bench->draw(grid);
  }
  void go(const std::string& line) {
    keys(":");
    type(line);
    keys("enter");
  }
  std::string place() { return session->file()->path + ":" + std::to_string(*bench->files().port_line()); }
};

TEST_F(Moving, ANameLeadsToItsDefinitionAndUses) {
  go("hf 10");
  keys("D");
  EXPECT_TRUE(shows("Go to")) << grid.text();
  type("Block");
  keys("enter");
  EXPECT_TRUE(shows("Block: 4 places")) << grid.text();
  EXPECT_TRUE(shows("defined in models/blocks.py:1")) << grid.text();
  EXPECT_TRUE(shows("used in b.py:1")) << grid.text();
  keys("enter");
  EXPECT_EQ(session->file()->path, "models/blocks.py");
  keys("ctrl-o");
  EXPECT_EQ(session->file()->path, "b.py");
  EXPECT_TRUE(shows("x = Block()")) << grid.text();
  keys("ctrl-n");
  EXPECT_EQ(session->file()->path, "models/blocks.py");
  keys("ctrl-n");
  EXPECT_TRUE(shows("no jump after this one")) << grid.text();
}

TEST_F(Moving, ACopyLeadsToItsTwin) {
  go("hf 6");
  keys("D");
  EXPECT_TRUE(shows("# Copied from")) << grid.text();
  keys("esc");
  go("hf 7");  // inside of the copy, a line without names
  keys("D");
  EXPECT_TRUE(shows("the twin: diffusers.models.blocks.Block.g")) << grid.text();
  EXPECT_EQ(session->file()->path, "models/blocks.py");
  EXPECT_EQ(bench->files().side(), Side::left);
}

TEST_F(Moving, ALineWithoutNamesLeadsNowhere) {
  go("hf 2");
  keys("D");
  EXPECT_TRUE(shows("no name on this line")) << grid.text();
  keys("1 D");
  EXPECT_TRUE(shows("leads from its names")) << grid.text();
}

TEST_F(Moving, JumpsAreLinesAsWell) {
  keys("ctrl-o");
  EXPECT_TRUE(shows("no jump before this one")) << grid.text();
  keys("g j j");
  const std::string from = place();
  keys("G");
  const std::string end = place();
  EXPECT_NE(end, from);
  keys("ctrl-o");
  EXPECT_EQ(place(), from);
  keys("ctrl-n");
  EXPECT_EQ(place(), end);
}

TEST_F(Moving, ACountRepeatsAMove) {
  keys("g 5 j");
  EXPECT_EQ(place(), "b.py:6");
  keys("g 5");
  EXPECT_TRUE(shows("5 times: a key that moves")) << grid.text();
  keys("0 j");  // fifty
  EXPECT_TRUE(shows("x = Block()")) << grid.text();
  keys("g 5 esc j");  // esc ends a count
  EXPECT_EQ(place(), "b.py:2");
  keys("6 G");
  EXPECT_EQ(place(), "b.py:6");
}

const std::string kLong = [] {
  std::string out;
  for (int i = 1; i <= 200; ++i) out += "x" + std::to_string(i) + " = " + std::to_string(i) + "\n";
  return out;
}();

class Scrolling : public Bench {
 protected:
  void SetUp() override {
    tree.work["hf/b.py"] = kLong;
    start(30, 100);
    bench->open("b.py");
    keys(":");
    type("line 100");
    keys("enter");
  }
  // The row of the screen with this line of code.
  int row_of(int line) {
    const std::string code = "x" + std::to_string(line) + " = ";
    for (int i = 0; i < grid.height(); ++i) {
      if (row(i).find(code) != std::string::npos) return i;
    }
    return -1;
  }
};

TEST_F(Scrolling, TheLineComesToTheMiddleThenToTheEdges) {
  keys("Z");
  const int middle = row_of(100);
  keys("Z");
  const int top = row_of(100);
  keys("Z");
  const int bottom = row_of(100);
  EXPECT_LT(top, middle);
  EXPECT_LT(middle, bottom);
  EXPECT_EQ(top, 5);  // below the bar, the title, and the rows that stay around the cursor
  keys("Z");
  EXPECT_EQ(row_of(100), middle);
}

TEST_F(Scrolling, TheWheelScrollsTheViewAndLeavesTheCursor) {
  keys("Z");
  const int before = row_of(100);
  bench->handle(MouseEvent{10, 60, MouseButton::wheel_down, MouseAction::press});
  bench->draw(grid);
  EXPECT_EQ(row_of(100), before - 3);
  EXPECT_EQ(bench->files().port_line(), 100u);
  for (int i = 0; i < 20; ++i) bench->handle(MouseEvent{10, 60, MouseButton::wheel_down, MouseAction::press});
  bench->draw(grid);
  EXPECT_EQ(row_of(100), -1);
  EXPECT_GT(*bench->files().port_line(), 150u);
}

TEST_F(Scrolling, TheWheelReachesTheEnd) {
  for (int i = 0; i < 80; ++i) bench->handle(MouseEvent{10, 60, MouseButton::wheel_down, MouseAction::press});
  bench->draw(grid);
  EXPECT_EQ(bench->files().port_line(), 200u);
  for (int i = 0; i < 99; ++i) bench->handle(MouseEvent{10, 60, MouseButton::wheel_up, MouseAction::press});
  bench->draw(grid);
  EXPECT_EQ(bench->files().port_line(), 1u);
}

}  // namespace
}  // namespace mintport::ui
