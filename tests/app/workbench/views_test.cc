// Views of the open file: one or two columns, cut or wrapped lines.
#include <gtest/gtest.h>

#include "app/workbench/bench.hh"

namespace mintport::ui {
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
  EXPECT_TRUE(shows("unified: removed lines above added lines")) << status();
  keys("W");
  EXPECT_TRUE(shows("long lines wrap")) << status();
  keys(">");
  EXPECT_TRUE(shows("long lines wrap; W cuts them")) << status();
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

// Between the sides: `first` is above the class in HF and below it in the port, and `gone` is removed.
class TwoSides : public Bench {
 protected:
  TwoSides() {
    tree.work["hf/b.py"] =
        "def first():\n    return 1\n\n\nclass A:\n    def f(self):\n        return 1\n\n\ndef gone():\n    "
        "return 0\n";
    tree.work["port/b.py"] = "class A:\n    def f(self):\n        return 1\n\n\ndef first():\n    return 1\n";
    start(24, 120);
    keys("ctrl-p");
    type("b.py");
    keys("enter");
  }
};

TEST_F(TwoSides, GoesFromADefinitionToItsCounterpart) {
  keys(":");
  type("line 7");
  keys("enter d");
  EXPECT_TRUE(shows("def first in HF, line 1; d goes back")) << grid.text();
  keys("d");
  EXPECT_TRUE(shows("def first in the port, line 6; d goes back")) << grid.text();
  keys(":");
  type("hf 11");
  keys("enter d");
  EXPECT_TRUE(shows("the port has no counterpart of gone")) << grid.text();
  keys(":");
  type("hf 3");
  keys("enter d");
  EXPECT_TRUE(shows("no class or function contains this line")) << grid.text();
}

TEST_F(TwoSides, CopiesALineOrWhatIsChosen) {
  keys(":");
  type("hf 2");
  keys("enter y");
  EXPECT_EQ(desk.clipboard, "    return 1\n");
  EXPECT_TRUE(shows("copied hf/b.py:2")) << grid.text();
  keys(":");
  type("line 3");
  keys("enter Y");
  EXPECT_TRUE(shows("port/b.py:3")) << grid.text();
  type("class or");
  keys("esc Y enter");
  EXPECT_EQ(desk.clipboard, "A.f") << grid.text();
  keys("Y down enter");
  EXPECT_EQ(desk.clipboard, "port/b.py:3") << grid.text();
  keys("g j j j j v j j y");
  EXPECT_EQ(desk.clipboard, "class A:\n    def f(self):\n        return 1\n") << grid.text();
  EXPECT_TRUE(shows("copied 3 lines of port/b.py")) << grid.text();
  keys("1 y");
  EXPECT_EQ(desk.clipboard, "b.py") << grid.text();
}

TEST_F(Bench, SaysWhereALineIsFrom) {
  convert();
  keys("1 b");
  EXPECT_TRUE(shows("go to a line of code; b shows")) << grid.text();
  keys("2 :");
  type("line 6");
  keys("enter b");
  EXPECT_TRUE(shows("Origin of this line")) << grid.text();
  EXPECT_TRUE(shows("port: port/models/a.py:6")) << grid.text();
  EXPECT_TRUE(shows("made by: rule torch-function, torch.cat")) << grid.text();
  EXPECT_TRUE(shows("commit: none; not committed yet")) << grid.text();
  EXPECT_TRUE(shows("HF: hf/models/a.py:5")) << grid.text();
  EXPECT_TRUE(shows("Begin")) << grid.text();
  keys("esc a c ctrl-s 2 b");
  EXPECT_TRUE(shows("Port models/a.py to MindSpore")) << grid.text();
  EXPECT_TRUE(shows("person: ")) << grid.text();
  keys("esc ?");
  EXPECT_TRUE(shows("Why this is so")) << grid.text();
  keys("G");
  EXPECT_TRUE(shows("port: port/models/a.py:6")) << grid.text();
}

TEST_F(Bench, SaysThatALineWasMadeByHand) {
  convert();
  tree.work["port/models/a.py"] = pure + "extra = 1\n";
  keys("r G b");
  EXPECT_TRUE(shows("made by: a person")) << grid.text();
  keys("esc g j j b");
  EXPECT_TRUE(shows("made by: nobody; it is HF's line")) << grid.text();
}

TEST_F(Bench, PutsTheConversionBetweenTheSides) {
  convert();
  keys("t");
  EXPECT_TRUE(shows("three columns need a terminal of 120 columns; this one has 80")) << grid.text();
  tree.work["port/models/a.py"] = pure + "extra = 1\n";
  start(24, 150);
  keys("ctrl-p");
  type("a.py");
  keys("enter t");
  EXPECT_TRUE(shows("manual changes are highlighted on the right")) << grid.text();
  EXPECT_TRUE(shows("─ the conversion, untouched ─")) << grid.text();
  EXPECT_TRUE(shows("+extra = 1")) << grid.text();
  keys("z j k");
  EXPECT_TRUE(shows("+extra = 1")) << grid.text();
  keys("W t");
  EXPECT_FALSE(shows("the conversion, untouched")) << grid.text();
}

}  // namespace
}  // namespace mintport::ui
