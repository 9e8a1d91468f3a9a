// How the open file is shown: in one column or two, lines cut or wrapped.
#include <gtest/gtest.h>

#include "app/workbench/bench.hh"

namespace mintport {
namespace {

TEST_F(Bench, ShowsOneColumnWhereTwoHaveNoRoom) {
  convert();
  EXPECT_TRUE(row(1).starts_with("─ hf → port  models/a.py ─")) << grid.text();
  EXPECT_TRUE(shows("    5   6·    y = mint.cat([x, x])")) << grid.text();
  EXPECT_FALSE(shows("torch.cat")) << grid.text();
  keys("|");
  EXPECT_TRUE(shows("─ hf/models/a.py ─")) << grid.text();
  EXPECT_TRUE(shows("torch.cat")) << grid.text();
  keys("|");
  EXPECT_FALSE(shows("torch.cat")) << grid.text();
}

TEST_F(Bench, KeepsItsPlaceWhenTheViewChanges) {
  start(24, 120);
  keys("enter j enter enter ]");
  EXPECT_TRUE(shows("torch.cat")) << grid.text();
  const std::string before = status();
  keys("|");
  EXPECT_FALSE(shows("torch.cat")) << grid.text();
  EXPECT_TRUE(shows("unified: what went above what came")) << status();
  keys("W");
  EXPECT_TRUE(shows("long lines wrap")) << status();
  keys(">");
  EXPECT_TRUE(shows("long lines wrap: W cuts them")) << status();
  keys("| W k j");
  EXPECT_EQ(status(), before);
}

TEST_F(Bench, WalksOverWrappedLinesAsOne) {
  tree.work["hf/b.py"] = "first = 1\nlong = \"" + std::string(300, 'x') + "\"\nlast = torch.nope\n";
  start();
  keys("ctrl-p");
  type("b.py");
  keys("enter W g j");
  EXPECT_TRUE(status().starts_with(" b.py:2 ")) << status();
  keys("j");
  EXPECT_TRUE(status().starts_with(" b.py:3 ")) << grid.text();
  keys("k");
  EXPECT_TRUE(status().starts_with(" b.py:2 ")) << status();
  keys("G k k");
  EXPECT_TRUE(status().starts_with(" b.py:1 ")) << status();
}

}  // namespace
}  // namespace mintport
