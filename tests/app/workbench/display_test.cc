// What the pages show: where jumps land, what is said in full, what stands first.
#include <gtest/gtest.h>

#include "app/workbench/bench.hh"

namespace mintport::ui {
namespace {

class Display : public Bench {
 protected:
  // A file of 100 lines with findings at the ends.
  void convert_long() {
    std::string text = "import torch\n\n\ndef f(x):\n    x = torch.cat([x, x])\n";
    for (int i = 0; i < 100; ++i) text += "    x = x + " + std::to_string(i) + "\n";
    tree.work["hf/models/a.py"] = text + "    return torch.linalg.lstsq(x)\n";
    for (int i = 0; i < 30; ++i) tree.work["hf/models/a.py"] += "    x = x - " + std::to_string(i) + "\n";
    convert();
  }
  // The row of the screen that shows a text; -1: none.
  int row_of(std::string_view text) {
    for (int i = 0; i < grid.height(); ++i) {
      if (row(i).find(text) != std::string::npos) return i;
    }
    return -1;
  }
};

TEST_F(Display, AJumpLandsAThirdFromTheTop) {
  convert_long();
  keys("g ] ]");
  const int top = 2, bottom = row_of("─ Findings");  // of the code
  EXPECT_EQ(row_of("linalg.lstsq") - top, (bottom - top) / 3) << grid.text();
}

TEST_F(Display, TellsWhereTheNextFindingIsAndGoesThere) {
  tree.work["hf/z.py"] = "import torch\n\n\nx = torch.linalg.lstsq(1)\n";
  convert();
  keys("G ]");
  EXPECT_TRUE(status().starts_with(" no open finding below; [ goes back to the ")) << status();
  EXPECT_NE(status().find("] again opens z.py, "), std::string::npos) << status();
  keys("j ]");
  EXPECT_TRUE(status().starts_with(" no open finding below")) << status();
  keys("]");
  EXPECT_EQ(session->file()->path, "z.py") << status();
}

TEST_F(Display, ShowsTheKeysOfThePageFirst) {
  convert();
  keys("f1");
  EXPECT_EQ(row(2).substr(0, 13), " On this page") << grid.text();
  EXPECT_TRUE(shows("]  finding")) << grid.text();
}

TEST_F(Display, ANewFileIsStagedAsAWhole) {
  convert();
  keys("] space");
  EXPECT_TRUE(status().starts_with(" new file: staged port/models/a.py as a whole")) << status();
  keys("space");
  EXPECT_TRUE(status().starts_with(" new file: unstaged port/models/a.py as a whole")) << status();
}

TEST_F(Display, NextPassesLicenceLinesOfTheConverter) {
  tables.set_profile(*Profile::load("mindone"));
  tree.work["hf/models/a.py"] =
      "# Copyright 2025 The HuggingFace Team. All rights reserved.\n#\n"
      "# Licensed under the Apache License, Version 2.0 (the \"License\");\n\nx = 1\n";
  start();
  keys("enter j enter enter");
  ASSERT_NE(tree.work[kPort].find("adapted from"), std::string::npos) << tree.work[kPort];
  keys("g n");
  EXPECT_TRUE(status().starts_with(" next: mark this file, fully reviewed")) << status();
}

TEST_F(Display, CountsWhatTheFilterShows) {
  convert();
  keys("f /");
  type("linalg");
  keys("enter");
  EXPECT_NE(status().find("1 symbol, 1 open of "), std::string::npos) << status();
}

TEST_F(Display, ListsOfTheStartPageLeadOn) {
  convert();
  keys("0 j");
  EXPECT_EQ(bench->where().page, "start");
  keys("enter");
  EXPECT_EQ(bench->where().page, "findings");
  EXPECT_EQ(bench->where().focus, "places");
  keys("0 k enter");
  EXPECT_TRUE(shows("─ Commit 0000000")) << grid.text();
}

TEST_F(Display, AFileInTheTreeShowsItsFindings) {
  convert();
  start();
  keys("enter j");
  EXPECT_TRUE(shows("torch.linalg.lstsq")) << grid.text();
  EXPECT_FALSE(shows("committed")) << grid.text();
}

TEST_F(Display, ZCyclesThroughTheFolds) {
  convert_long();
  keys("z");
  EXPECT_TRUE(status().starts_with(" equal lines are folded")) << status();
  EXPECT_TRUE(shows("equal lines")) << grid.text();
  keys("z");
  EXPECT_TRUE(status().starts_with(" only what needs a person")) << status();
  EXPECT_TRUE(shows("linalg.lstsq")) << grid.text();
  keys("z");
  EXPECT_FALSE(shows("⋯")) << grid.text();
}

TEST_F(Display, AFilterShowsItsEffectWithEveryKeyAndEscTakesItBack) {
  convert();
  keys("f /");
  type("linalg");
  EXPECT_TRUE(shows("1 symbol of ")) << grid.text();
  EXPECT_TRUE(row(1).starts_with("─ /linalg ")) << row(1);
  keys("esc");
  EXPECT_TRUE(row(1).starts_with("─ All findings ")) << row(1);
  keys("f1 /");
  type("waive");
  EXPECT_TRUE(shows("waive the finding, with a reason")) << grid.text();
  EXPECT_FALSE(shows("scroll sideways")) << grid.text();
}

TEST_F(Display, ASearchGoesToTheFirstMatchWhileItIsTyped) {
  convert_long();
  keys("g /");
  type("x - 2");
  EXPECT_TRUE(shows("    x = x - 2")) << grid.text();
  EXPECT_TRUE(shows("1 of 11")) << grid.text();
  keys("enter");
  EXPECT_TRUE(status().ends_with("  1 of 11") || status().find("  1 of 11 ") != std::string::npos)
      << status();
  keys("n");
  EXPECT_TRUE(status().ends_with("  2 of 11") || status().find("  2 of 11 ") != std::string::npos)
      << status();
  keys("N N");
  EXPECT_TRUE(status().ends_with("  11 of 11") || status().find("  11 of 11 ") != std::string::npos)
      << status();
}

TEST_F(Display, FindsATextInAllFiles) {
  convert();
  keys("ctrl-g");
  type("linalg.lstsq");
  keys("enter");
  EXPECT_EQ(bench->where().page, "search in all files");
  EXPECT_TRUE(status().starts_with(" 1 line")) << status();
  EXPECT_TRUE(shows("models/a.py:")) << grid.text();
  keys("enter");
  EXPECT_EQ(bench->where().page, "files");
  EXPECT_NE(bench->where().finding.find("torch.linalg.lstsq"), std::string::npos)
      << to_string(bench->where());
  keys("ctrl-g");
  type("no such text");
  keys("enter");
  EXPECT_TRUE(shows("not found: no such text")) << grid.text();
}

TEST_F(Display, StagesAFolderOfTheChanges) {
  convert();
  keys("4");
  EXPECT_TRUE(shows("─ 0 staged ─")) << grid.text();
  EXPECT_TRUE(shows("Not staged")) << grid.text();
  keys("k space");
  EXPECT_TRUE(shows("─ 1 staged ─")) << grid.text();
  EXPECT_TRUE(tree.index.contains(kPort));
}

}  // namespace
}  // namespace mintport::ui
