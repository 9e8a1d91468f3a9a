// A table entry made from a manual edit.
#include <gtest/gtest.h>

#include "app/workbench/bench.hh"

namespace mintport::ui {
namespace {

const std::string kSolver = "import torch\n\n\ndef g(z):\n    return torch.linalg.lstsq(z)\n";
const std::string kTable =
    "{\n  \"entries\": [\n    {\"source\": \"torch.linalg.lstsq\", \"target\": \"ours.lin.solve\", "
    "\"category\": "
    "\"function\"}\n  ]\n}\n";

class EntryBench : public Bench {
 protected:
  // models/a.py and b.py are converted; in models/a.py `torch.linalg.lstsq` was changed to `lin.solve` by
  // hand.
  void prepare() {
    tree.work["hf/b.py"] = tree.work["hf/c.py"] = kSolver;
    start(24, 110);
    for (const char* path : {"b.py", "models/a.py"}) {
      bench->open(path);
      keys("enter");
    }
    other = tree.work["port/b.py"];
    std::string& text = tree.work["port/models/a.py"];
    text = put(put(text, "torch.linalg.lstsq", "lin.solve"), "import torch\n", "import ours.lin as lin\n");
    keys("r");
    for (int i = 0; i < 40 && row(-2).find(":9") == std::string::npos && !on_edit(); ++i) keys("j");
    ASSERT_TRUE(on_edit()) << grid.text();
  }
  static std::string put(std::string text, std::string_view from, std::string_view to) {
    EXPECT_NE(text.find(from), std::string::npos) << text;
    return text.replace(text.find(from), from.size(), to);
  }
  bool on_edit() {
    const std::string& text = tree.work["port/models/a.py"];
    const auto line =
        1 + std::count(text.begin(), text.begin() + static_cast<long>(text.find("lin.solve(")), '\n');
    return status().find("models/a.py:" + std::to_string(line) + " ") != std::string::npos;
  }
  std::string other;
};

TEST_F(EntryBench, IsWrittenWithItsPlacesInOneStepAndUndone) {
  prepare();
  keys("E");
  EXPECT_TRUE(shows("torch.linalg.lstsq -> ours.lin.solve")) << grid.text();
  EXPECT_TRUE(shows("1 of 3 places taken")) << grid.text();
  EXPECT_TRUE(shows("not converted yet")) << grid.text();
  EXPECT_FALSE(shows("does not reproduce your edit")) << grid.text();
  keys("enter");
  EXPECT_TRUE(shows("wrote torch.linalg.lstsq to mappings/project.json, 1 place changed")) << grid.text();
  EXPECT_EQ(tree.work["mappings/project.json"], kTable);
  EXPECT_EQ(session->state().manifest.mappings, std::vector<std::string>{"mappings"});
  EXPECT_NE(tree.work["port/b.py"].find("from ours.lin import solve"), std::string::npos)
      << tree.work["port/b.py"];
  session->count_all();
  EXPECT_EQ(session->state().find("c.py")->count(Life::open), 0u);  // counted with the entry
  const std::string written = tree.work["port/b.py"];
  keys("u");
  session->count_all();
  EXPECT_EQ(tree.work.count("mappings/project.json"), 0u);
  EXPECT_EQ(tree.work["mintport.json"], kManifest);
  EXPECT_EQ(tree.work["port/b.py"], other);
  EXPECT_EQ(session->state().find("c.py")->count(Life::open), 2u);
  keys("U");
  EXPECT_EQ(tree.work["mappings/project.json"], kTable);
  EXPECT_EQ(tree.work["port/b.py"], written);
}

TEST_F(EntryBench, LeavesPlacesThatAreRefusedAndAsksForFilesThatWereEdited) {
  prepare();
  keys("E");
  keys("a enter");  // all were selected, so none is now
  EXPECT_TRUE(shows("0 places changed")) << grid.text();
  EXPECT_EQ(tree.work["port/b.py"], other);
  keys("u");
  tree.work["port/b.py"] = "# mine\n" + other;
  keys("r E");
  EXPECT_TRUE(shows("0 of 3 places taken")) << grid.text();
  EXPECT_TRUE(shows("edited file")) << grid.text();
  keys("space enter");
  EXPECT_TRUE(shows("1 place changed")) << grid.text();
  EXPECT_TRUE(tree.work["port/b.py"].starts_with("# mine\n")) << tree.work["port/b.py"];
  EXPECT_NE(tree.work["port/b.py"].find("return solve(z)"), std::string::npos);
}

TEST_F(EntryBench, IsEditedBeforeAndRefusedWhenItIsNoTable) {
  prepare();
  keys("E");
  desk.typed = "{\"entries\": [{\"source\": \"torch.linalg.lstsq\"}]}";
  keys("e");
  EXPECT_TRUE(shows("is missing")) << grid.text();
  keys("j");
  EXPECT_TRUE(shows("\"target\": \"ours.lin.solve\"")) << grid.text();
  desk.typed = "{}";
  keys("e");
  EXPECT_TRUE(shows("the entry has no name")) << grid.text();
  desk.typed = put(kTable, "ours.lin.solve", "ours.other");
  keys("e");
  EXPECT_TRUE(shows("the entry as you edited it")) << grid.text();
  EXPECT_TRUE(shows("does not reproduce your edit")) << grid.text();
  keys("enter");
  EXPECT_EQ(tree.work["mappings/project.json"], desk.typed);
}

TEST_F(EntryBench, ReplacesAnEntryOfTheProjectOnlyAfterAYes) {
  tree.work["tables/own.json"] =
      "{\"entries\": [{\"source\": \"torch.linalg.lstsq\", \"target\": null, \"category\": \"function\", "
      "\"note\": \"ask\"}]}";
  tree.work["mintport.json"] = put(kManifest, "\"port\"", "\"mappings\": [\"tables\"], \"port\"");
  prepare();
  const std::string before = tree.work["tables/own.json"];
  keys("E");
  EXPECT_TRUE(shows("tables/own.json has another entry for this name")) << grid.text();
  keys("enter");
  type("no");
  keys("enter");
  EXPECT_EQ(tree.work["tables/own.json"], before);
  keys("enter");
  type("yes");
  keys("enter");
  EXPECT_EQ(tree.work["tables/own.json"], kTable);
  EXPECT_EQ(tree.work.count("mappings/project.json"), 0u);
}

TEST_F(EntryBench, IsStillThereWhenHelpCloses) {
  prepare();
  for (const char* way : {"f1 f1", "f1 esc", "? ?", "? q", "? enter"}) {
    keys("E");
    keys(way);
    EXPECT_TRUE(shows("1 of 3 places taken")) << way << grid.text();
    keys("esc");
    EXPECT_EQ(session->entries().look(), nullptr);
  }
}

TEST_F(EntryBench, IsNotMadeOfWhatTheConverterWroteAndIsLeftWithoutATrace) {
  prepare();
  keys("g E");
  EXPECT_TRUE(shows("torch itself is imported") || shows("the converter wrote this line as it is"))
      << grid.text();
  const auto work = tree.work;
  keys("esc");
  for (int i = 0; i < 40 && !on_edit(); ++i) keys("j");
  keys("E j esc");
  EXPECT_EQ(session->entries().look(), nullptr);
  EXPECT_EQ(tree.work, work);
}

TEST_F(EntryBench, IsLeftForAnotherBranch) {
  prepare();
  keys("E :");
  type("switch main");
  keys("enter");
  EXPECT_TRUE(shows("on the branch main")) << status();
  EXPECT_FALSE(shows("torch.linalg.lstsq -> ours.lin.solve")) << grid.text();
}

}  // namespace
}  // namespace mintport::ui
