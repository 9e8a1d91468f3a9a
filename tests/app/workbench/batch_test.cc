// Applying a fix at all places of a group; and `?`, which explains a line.
#include <gtest/gtest.h>

#include "app/workbench/bench.hh"

namespace mintport::ui {
namespace {

// `.repeat` of a possible tensor is offered, not applied.
const std::string kRepeats =
    "def f(x, y):\n    a = x.repeat(2, 3)\n    b = y.repeat(4, 5)\n    return a, b\n";

class Batch : public Bench {
 protected:
  void prepare() {
    tree.work["hf/models/a.py"] = tree.work["hf/b.py"] = kRepeats;
    start();
    for (const char* path : {"models/a.py", "b.py"}) {
      bench->open(path);
      keys("enter");
      texts[path] = tree.work[std::string("port/") + path];
      ASSERT_NE(texts[path].find("x.repeat"), std::string::npos);
    }
    keys("f F");
  }
  std::map<std::string, std::string> texts;
};

std::string with_tiles(std::string text, bool last) {
  const auto put = [&](std::string_view before, std::string_view after) {
    text.replace(text.find(before), before.size(), after);
  };
  put("x.repeat(2, 3)", "x.tile((2, 3))");
  if (last) put("y.repeat(4, 5)", "y.tile((4, 5))");
  return text;
}

TEST_F(Batch, FixesAllPlacesButTheRefusedInOneStep) {
  prepare();
  EXPECT_TRUE(shows("0 of 4 places")) << grid.text();  // only "if this is a tensor"
  EXPECT_TRUE(shows("[ ] b.py:2  a = x.repeat(2, 3)")) << grid.text();
  EXPECT_TRUE(shows("x.tile((2, 3))")) << grid.text();
  keys("a j space");
  EXPECT_TRUE(shows("[ ] b.py:3")) << grid.text();
  keys("enter");
  EXPECT_TRUE(shows("fixed 3 places in 2 files")) << grid.text();
  EXPECT_EQ(tree.work["port/b.py"], with_tiles(texts["b.py"], false));
  EXPECT_EQ(tree.work["port/models/a.py"], with_tiles(texts["models/a.py"], true));
  EXPECT_EQ(session->state().find("models/a.py")->count(Life::open), 0u);
  keys("u");
  EXPECT_EQ(tree.work["port/b.py"], texts["b.py"]);
  EXPECT_EQ(tree.work["port/models/a.py"], texts["models/a.py"]);
  keys("U");
  EXPECT_EQ(tree.work["port/models/a.py"], with_tiles(texts["models/a.py"], true));
}

TEST_F(Batch, WritesNothingWhenLeftOrWhenNothingIsChosen) {
  prepare();
  keys("enter");
  EXPECT_TRUE(shows("look at the places first: space includes one, a all")) << grid.text();
  keys("a esc");
  EXPECT_TRUE(shows("What blocks") || shows("places")) << grid.text();
  EXPECT_EQ(tree.work["port/b.py"], texts["b.py"]);
}

TEST_F(Batch, LeavesAloneWhatWasEditedSince) {
  prepare();
  std::string& text = tree.work["port/b.py"];
  text.replace(text.find("x.repeat"), 8, "x.expand");
  keys("a enter");
  EXPECT_TRUE(shows("fixed 3 places in 2 files")) << grid.text();
  EXPECT_NE(tree.work["port/b.py"].find("x.expand(2, 3)"), std::string::npos);
  EXPECT_NE(tree.work["port/b.py"].find("y.tile((4, 5))"), std::string::npos);
}

TEST_F(Bench, ExplainsAFindingAndAChange) {
  convert();
  keys("g ] ] ?");
  EXPECT_TRUE(shows("finding: torch.linalg.lstsq")) << grid.text();
  keys("esc g /");
  type("mint.cat");
  keys("enter ?");
  EXPECT_TRUE(shows("torch.cat -> mindspore.mint.cat")) << grid.text();
  EXPECT_TRUE(shows("torch.cat(")) << grid.text();
  EXPECT_TRUE(shows("torch-function")) << grid.text();
  keys("?");
  EXPECT_TRUE(shows("On this page")) << grid.text();
  keys("? f1");
  EXPECT_TRUE(shows("On this page")) << grid.text();
}

}  // namespace
}  // namespace mintport::ui
