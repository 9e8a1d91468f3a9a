// The command line, the file finder, the outline, search patterns.
#include <gtest/gtest.h>

#include "app/workbench/bench.hh"

namespace mintport::ui {
namespace {

TEST_F(Bench, FindsAFileBySomeLetters) {
  start();
  keys("ctrl-p");
  EXPECT_TRUE(shows("Open a file")) << grid.text();
  EXPECT_TRUE(shows("b.py")) << grid.text();
  type("mda");
  EXPECT_FALSE(shows(" b.py")) << grid.text();
  keys("enter");
  EXPECT_TRUE(status().starts_with(" models/a.py:1")) << status();
  keys("ctrl-p");
  type("nowhere");
  EXPECT_TRUE(shows("nothing matches")) << grid.text();
  keys("enter");
  EXPECT_TRUE(status().starts_with(" models/a.py:1")) << status();
}

TEST_F(Bench, OutlinesTheFile) {
  convert();
  keys("o");
  EXPECT_TRUE(shows("Symbols of models/a.py")) << grid.text();
  EXPECT_TRUE(shows("def f")) << grid.text();
  EXPECT_TRUE(shows("1 open")) << grid.text();
  keys("enter");
  EXPECT_NE(status().find("models/a.py:5 "), std::string::npos) << grid.text();
}

TEST_F(Bench, TakesCommandsByName) {
  convert();
  keys(":");
  type("7");
  keys("enter");
  EXPECT_TRUE(status().starts_with(" models/a.py:7 ")) << status();
  keys(":");
  type("line 2");
  keys("enter");
  EXPECT_TRUE(status().starts_with(" models/a.py:2 ")) << status();
  keys(":");
  type("line 9999");
  keys("enter");
  EXPECT_TRUE(status().starts_with(" models/a.py:7 ")) << status();
  keys(":");
  type("stage-fi");
  EXPECT_TRUE(shows("stage or unstage the whole file")) << grid.text();
  keys("tab enter");
  EXPECT_TRUE(tree.index.contains("port/models/a.py")) << grid.text();
  keys(":");
  type("op");
  keys("tab");
  type("b.p");
  keys("enter");
  EXPECT_TRUE(status().starts_with(" b.py:1")) << status();
  keys(":");
  type("xyzzy");
  keys("enter");
  EXPECT_TRUE(shows("unknown command: xyzzy")) << status();
  keys(":");
  type("quit");
  keys("enter");
  EXPECT_TRUE(bench->done());
}

TEST_F(Bench, ChangesTheTheme) {
  start();
  EXPECT_EQ(bench->theme(), std::nullopt);
  keys(":");
  type("theme li");
  keys("enter");
  EXPECT_EQ(bench->theme(), Theme::light);
  keys(":");
  type("theme pink");
  keys("enter");
  EXPECT_TRUE(shows("unknown theme: pink")) << status();
}

TEST_F(Bench, SearchesForExpressions) {
  convert();
  keys("g /");
  type("return .*lstsq");
  keys("enter");
  EXPECT_TRUE(status().starts_with(" models/a.py:7 ")) << status();
  keys("/");
  type("(");
  keys("enter");
  EXPECT_TRUE(shows("not a regular expression: (")) << status();
}

}  // namespace
}  // namespace mintport::ui
