// Keys act only on the contents of the top page.
#include <gtest/gtest.h>

#include "app/workbench/bench.hh"

namespace mintport::ui {
namespace {

const std::string kFix =
    "import torch\n\n\ndef f(x, y):\n    y = y.repeat(2, 1)\n    return torch.linalg.lstsq(x, y)\n";

// models/a.py is open and converted; so is b.py, which is first in lists of files.
class Pages : public Bench {
 protected:
  Pages() {
    tree = FakeWorkTree({{"hf/models/a.py", kSource}, {"hf/b.py", kFix}, {"mintport.json", kManifest}});
    start(30, 100);
    for (const char* path : {"b.py", "models/a.py"}) {
      bench->open(path);
      keys("enter");
    }
    EXPECT_TRUE(tree.work.contains("port/b.py") && tree.work.contains("port/models/a.py")) << grid.text();
  }
  const FileEntry& file(const std::string& path) { return *session->state().find(path); }
  std::uint32_t line_here() {
    const std::string text = bench->where().subject;
    return static_cast<std::uint32_t>(std::stoul(text.substr(text.find(':') + 1)));
  }
};

TEST_F(Pages, AMarkIsOfTheFileUnderTheCursorOfTheChanges) {
  keys("4 k k m");
  EXPECT_TRUE(file("b.py").reviewed) << status();
  EXPECT_FALSE(file("models/a.py").reviewed) << status();
}

TEST_F(Pages, AMarkIsOfThePlaceInTheFindingsOfTheProject) {
  keys("f");
  for (int i = 0; i < 10 && bench->where().subject.find(".repeat") == std::string::npos; ++i) keys("j");
  keys("m");
  EXPECT_TRUE(shows("there is no file under the cursor to be marked")) << status();
  keys("enter m");
  EXPECT_TRUE(file("b.py").reviewed) << status();
  EXPECT_FALSE(file("models/a.py").reviewed) << status();
}

TEST_F(Pages, NothingIsMarkedFromTheKeysOrAFolder) {
  keys("f1 m");
  EXPECT_TRUE(shows("there is no file under the cursor to be marked")) << status();
  keys("esc 1 g m");
  EXPECT_TRUE(shows("there is no file under the cursor to be marked")) << status();
  EXPECT_TRUE(session->state().marks.empty());
}

TEST_F(Pages, ViewsThatAreNotShownStay) {
  for (const char* page : {"f", "4", "f1", "1"}) {
    for (const char* key : {"W", "z", "|", "t", "<", ">", "}", "{", "]", "["}) {
      keys("2");
      const std::string before = grid.text(), focus = to_string(bench->where());
      keys(page);
      keys(key);
      EXPECT_TRUE(shows("this is for the code: 2 shows it")) << page << " " << key << grid.text();
      keys("2");
      EXPECT_EQ(grid.text(), before) << page << " " << key;
      EXPECT_EQ(to_string(bench->where()), focus) << page << " " << key;
    }
  }
}

TEST_F(Pages, AnEditIsOfTheFileUnderTheCursor) {
  std::vector<std::string> edited;
  desk.editor = [&](const std::string& path, std::uint32_t) { edited.push_back(path); };
  keys("1 G e 4 e f1 e");
  EXPECT_EQ(edited, (std::vector<std::string>{"/fake/port/b.py", "/fake/port/b.py"}));
  EXPECT_TRUE(shows("there is no file under the cursor to be edited")) << status();
}

TEST_F(Pages, NothingIsWaivedThatIsNotShown) {
  keys("2 G w");
  EXPECT_TRUE(shows("Waive ")) << grid.text();
  keys("esc 1 w");
  EXPECT_TRUE(shows("no finding on this line")) << status();
  keys("4 w");
  EXPECT_TRUE(shows("no finding on this line")) << status();
}

TEST_F(Pages, AFindingIsWaivedFromTheListOfTheProject) {
  keys("f");
  for (int i = 0; i < 10 && bench->where().subject.find(".repeat") == std::string::npos; ++i) keys("j");
  keys("enter w");
  EXPECT_TRUE(shows("Waive .repeat")) << grid.text();
  type("a list");
  keys("enter");
  ASSERT_EQ(session->state().manifest.waived.size(), 1u) << grid.text();
  EXPECT_EQ(session->state().manifest.waived[0].file, "b.py");
  EXPECT_EQ(bench->where().page, "findings");
}

TEST_F(Pages, WhatIsLookedAtFollowsTheNextFinding) {
  bench->open("b.py");
  bench->draw(grid);
  keys("g ]");
  while (bench->where().finding.find(".repeat") == std::string::npos) keys("]");
  keys("enter ]");
  EXPECT_EQ(bench->where().finding.find(".repeat"), std::string::npos) << to_string(bench->where());
  EXPECT_TRUE(bench->where().above.starts_with("finding")) << to_string(bench->where());
  EXPECT_EQ(session->file()->findings.back().line, line_here());
  const std::string before = tree.work["port/b.py"];
  keys("[ enter");
  EXPECT_NE(tree.work["port/b.py"].find(".tile("), std::string::npos) << grid.text();
  EXPECT_NE(tree.work["port/b.py"], before);
}

TEST_F(Pages, TheChangesAndTheKeysAreSearched) {
  keys("4 /");
  type("b.py");
  keys("enter");
  EXPECT_EQ(bench->where().subject, "3 of 5: port/b.py") << grid.text();
  keys("/");
  type("nowhere");
  keys("enter");
  EXPECT_TRUE(shows("not found: nowhere")) << status();
  keys("f1 /");
  type("waive");
  keys("enter");
  EXPECT_TRUE(shows("waive the finding, with a reason")) << grid.text();
  EXPECT_FALSE(shows("one row down")) << grid.text();
  keys("esc");
  EXPECT_TRUE(shows("one row down")) << grid.text();
  keys("esc");
  EXPECT_EQ(bench->where().page, "changes") << "help closes to the page that it was asked from";
}

TEST_F(Pages, EachKnowsItsPlaceAfterAnotherOne) {
  keys("f j enter 4 f");
  EXPECT_EQ(bench->where().focus, "places") << to_string(bench->where());
}

}  // namespace
}  // namespace mintport::ui
