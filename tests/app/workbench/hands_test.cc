// Safe hands: no key acts on what is not on the screen, a paste is never keys, and nothing is done for more
// places or files than the user saw.
#include <gtest/gtest.h>

#include "app/git/repository.hh"
#include "app/workbench/bench.hh"
#include "support/git_sandbox.hh"

namespace mintport::ui {
namespace {

class Hands : public Bench {
 protected:
  void paste(std::string bytes) {
    bench->handle(Paste{std::move(bytes)});
    bench->draw(grid);
  }
  std::string typed() { return bench->where().typed; }
  std::size_t waived() { return session->state().manifest.waived.size(); }
};

TEST_F(Hands, PastedTextIsNoKeys) {
  convert();
  const auto work = tree.work, index = tree.index;
  for (const char* page : {"1", "2", "3", "4", "f", "0", "f1", "S"}) {
    keys(page);
    const std::string before = to_string(bench->where());
    paste("import torch\nq u F\n a space :convert-all\n");
    EXPECT_TRUE(shows("not pasted: only text fields take pasted text")) << page << grid.text();
    EXPECT_EQ(to_string(bench->where()), before);
    EXPECT_FALSE(bench->done());
  }
  EXPECT_EQ(tree.work, work);
  EXPECT_EQ(tree.index, index);
}

TEST_F(Hands, APasteIntoAFieldOfOneLineStaysOneLine) {
  start();
  keys("ctrl-p");
  paste("models\na\r\n");
  EXPECT_EQ(typed(), "models a|");
  EXPECT_EQ(bench->where().above, "picker: Open a file");
  keys("ctrl-u");
  paste("\nb.py\n");
  EXPECT_EQ(bench->where().subject, "b.py");
  keys("esc /");
  paste("x\x1b[201~\x01\xff é\ty");
  EXPECT_EQ(typed(), "x[201~ é    y|");
}

TEST_F(Hands, APasteIntoAMessageKeepsItsLines) {
  convert();
  keys("a c");
  paste("One\r\n\r\nTwo\n");
  EXPECT_TRUE(typed().starts_with("One\n\nTwo\n|Port models/a.py")) << typed();
  EXPECT_TRUE(desk.notes["message"].starts_with("One\n\nTwo\nPort")) << desk.notes["message"];
  keys("ctrl-s");
  EXPECT_TRUE(tree.commits.back().message.starts_with("One\n\nTwo\n")) << tree.commits.back().message;
}

TEST_F(Hands, NoKeyActsOnAScreenThatIsTooSmall) {
  convert();
  const auto index = tree.index;
  for (const auto& [rows, columns] : {std::pair{kLeastHeight - 1, 80}, std::pair{24, kLeastWidth - 1}}) {
    grid = Grid(rows, columns);
    bench->handle(Resize{rows, columns});
    bench->draw(grid);
    EXPECT_TRUE(shows("mintport needs 80x20")) << grid.text();
    for (const char* key : {"a", "space", "u", "c", "1", "j", "enter"}) keys(key);
    paste("a");
    bench->handle(MouseEvent{.row = 5, .column = 5, .button = MouseButton::left});
  }
  grid = Grid(23, 80);
  bench->handle(Resize{23, 80});
  bench->draw(grid);
  EXPECT_TRUE(shows("models/a.py")) << grid.text();
  EXPECT_EQ(bench->where().page, "files");
  EXPECT_EQ(tree.index, index);
  EXPECT_EQ(session->file()->path, "models/a.py");
}

TEST_F(Hands, AScreenThatIsTooSmallIsQuit) {
  convert();
  keys("a c");  // a text field, where q is text
  grid = Grid(10, 80);
  bench->handle(Resize{10, 80});
  keys("x");
  EXPECT_FALSE(bench->done());
  keys("q");
  EXPECT_TRUE(bench->done());
}

TEST_F(Hands, AProposedMessageFollowsWhatIsStaged) {
  convert();
  keys("a c");
  EXPECT_TRUE(shows("Port models/a.py to MindSpore")) << grid.text();
  keys("esc a");
  bench->open("b.py");
  keys("enter a c");
  EXPECT_TRUE(shows("Port b.py to MindSpore")) << grid.text();
  EXPECT_FALSE(shows("models/a.py")) << grid.text();
}

TEST_F(Hands, ATypedMessageTellsThatItIsForOtherFiles) {
  convert();
  keys("a c");
  type("Mine: ");
  EXPECT_FALSE(status().starts_with(" written for")) << status();
  keys("esc a");
  bench->open("b.py");
  keys("enter a c left");
  EXPECT_TRUE(shows("Mine: Port models/a.py")) << grid.text();
  EXPECT_TRUE(status().find("written for port/models/a.py; ctrl-r proposes") != std::string::npos)
      << status();
  start();  // after a kill too
  keys("c left");
  EXPECT_TRUE(status().find("written for port/models/a.py; ctrl-r proposes") != std::string::npos)
      << status();
  keys("ctrl-r");
  EXPECT_TRUE(shows("Port b.py to MindSpore")) << grid.text();
  keys("left");
  EXPECT_FALSE(status().find("written for") != std::string::npos) << status();
  EXPECT_EQ(desk.notes["message"], "");
  EXPECT_EQ(desk.notes["message-files"], "");
}

const std::string kTwice = "def f(x, y):\n    a = x.repeat(2, 3)\n    b = y.repeat(4, 5)\n    return a, b\n";

TEST_F(Hands, TheNextFindingTakesItsPageAlong) {
  tree.work["hf/models/a.py"] = kTwice;
  convert_file();
  keys("g ] enter ]");
  EXPECT_TRUE(shows("b = y.tile((4, 5))")) << grid.text();
  EXPECT_FALSE(shows("a = x.tile((2, 3))")) << grid.text();
  keys("w");
  EXPECT_TRUE(shows("Waive .repeat")) << grid.text();
  type("a list");
  keys("enter");
  EXPECT_EQ(session->state().manifest.waived.at(0).code, "b = y.repeat(4, 5)");
  keys("g ] enter ] [ enter");
  EXPECT_NE(tree.work[kPort].find("a = x.tile((2, 3))"), std::string::npos) << tree.work[kPort];
  EXPECT_NE(tree.work[kPort].find("b = y.repeat(4, 5)"), std::string::npos) << tree.work[kPort];
}

const std::string kTwins =
    "def f(x):\n    x = x.repeat(2, 3)\n    y = x\n    x = x.repeat(2, 3)\n    return x.repeat(2, 3), y\n";

TEST_F(Hands, AWaiverIsForOnePlace) {
  tree.work["hf/models/a.py"] = kTwins;
  convert_file();
  keys("g ] ] w");
  EXPECT_TRUE(shows("Waive which? 2 places read x = x.repeat(2, 3)")) << grid.text();
  EXPECT_TRUE(shows("this place, line 4")) << grid.text();
  EXPECT_TRUE(shows("all 2 places, lines 2, 4")) << grid.text();
  keys("enter");
  type("a list");
  keys("enter");
  const auto& findings = session->file()->findings;
  ASSERT_EQ(findings.size(), 3u);
  EXPECT_EQ(findings[0].life, Life::open);
  EXPECT_EQ(findings[1].life, Life::waived);
  EXPECT_EQ(findings[2].life, Life::open);
  keys("[ w");  // its twin is waived, so there is nothing to choose
  EXPECT_TRUE(shows("Waive .repeat ")) << grid.text();
  type("so is this");
  keys("enter");
  EXPECT_EQ(findings[0].reason, "so is this");
  EXPECT_EQ(findings[1].reason, "a list");
}

TEST_F(Hands, EqualPlacesAreWaivedTogetherIfAsked) {
  tree.work["hf/models/a.py"] = kTwins;
  convert_file();
  keys("g ] w down enter");
  EXPECT_TRUE(shows("Waive .repeat at 2 places")) << grid.text();
  type("lists");
  keys("enter");
  EXPECT_TRUE(shows("waived .repeat at 2 places: lists")) << grid.text();
  EXPECT_EQ(waived(), 2u);
  EXPECT_EQ(session->state().find("models/a.py")->count(Life::open), 1u);
  start();
  EXPECT_EQ(session->state().find("models/a.py")->count(Life::open), 1u);
  keys("u");
  EXPECT_EQ(session->state().find("models/a.py")->count(Life::open), 3u);
}

TEST_F(Hands, AFixedTwinMovesNoWaiver) {
  tree.work["hf/models/a.py"] = kTwins;
  convert_file();
  keys("g ] ] w enter");
  type("a list");
  keys("enter g ] enter enter");
  const auto& findings = session->file()->findings;
  EXPECT_EQ(findings[0].life, Life::fixed);
  EXPECT_EQ(findings[1].life, Life::waived);
  EXPECT_EQ(findings[2].life, Life::open);
}

// A merge with a conflict in port/models/a.py, which is resolved.
class MergesOnGit : public ::testing::Test {
 protected:
  void SetUp() override {
    git.commit({{"hf/models/a.py", kSource}, {"mintport.json", kManifest}, {kPort, "a = 1\n"}});
    git.git({"checkout", "-q", "-b", "other"});
    git.commit({{kPort, "a = 2\n"}}, "Other");
    git.git({"checkout", "-q", "main"});
    git.commit({{kPort, "a = 3\n"}}, "Main");
    EXPECT_NE(git.try_git({"merge", "other"}).status, 0);
    git.write(kPort, "a = 2\n");
    git.git({"add", kPort});
    tree = *open_repository(git.root().string());
    session = std::make_unique<Session>(*tree, tables, desk, false);
    ASSERT_TRUE(session->load());
  }
  std::string parents() const { return git.git({"log", "-1", "--format=%p"}); }
  bool merging() const { return std::filesystem::exists(git / ".git/MERGE_HEAD"); }

  testing::GitSandbox git;
  std::unique_ptr<WorkTree> tree;
  Tables tables = *Tables::embedded();
  FakeDesktop desk;
  std::unique_ptr<Session> session;
};

TEST_F(MergesOnGit, UndoneAreInProgressAgain) {
  const std::string head = git.read(".git/MERGE_HEAD");
  ASSERT_TRUE(session->commits().commit("Merge what was done\n\nA body."));
  EXPECT_EQ(parents().size(), 16u) << parents();
  EXPECT_FALSE(merging());
  ASSERT_TRUE(session->act(action::Undo{}));
  EXPECT_EQ(git.read(".git/MERGE_HEAD"), head);
  EXPECT_EQ(git.read(".git/MERGE_MSG"), "Merge what was done\n\nA body.\n");
  EXPECT_EQ(git.git({"status", "--short"}), "M  " + kPort + "\n");
  ASSERT_TRUE(session->act(action::Redo{}));
  EXPECT_FALSE(merging());
  EXPECT_EQ(parents().size(), 16u) << parents();
  ASSERT_TRUE(session->act(action::Undo{}));
  ASSERT_TRUE(session->commits().commit("Again"));
  EXPECT_EQ(git.git({"branch", "--no-merged"}), "");
  EXPECT_EQ(git.git({"fsck", "--strict", "--no-dangling"}), "");
}

TEST_F(MergesOnGit, UndoneAreConcludedByGitAsWell) {
  ASSERT_TRUE(session->commits().commit("Merge what was done"));
  ASSERT_TRUE(session->act(action::Undo{}));
  git.git({"commit", "-q", "--no-edit"});
  EXPECT_EQ(git.git({"log", "-1", "--format=%s"}), "Merge what was done\n");
  EXPECT_EQ(git.git({"branch", "--no-merged"}), "");
}

TEST_F(MergesOnGit, AnotherMergeIsNotEndedByRedo) {
  ASSERT_TRUE(session->commits().commit("Merge what was done"));
  ASSERT_TRUE(session->act(action::Undo{}));
  git.git({"merge", "--abort"});
  git.git({"checkout", "-q", "-b", "third", "HEAD^"});
  git.commit({{"port/new.py", "1\n"}}, "Third");
  git.git({"checkout", "-q", "main"});
  git.git({"merge", "-q", "--no-commit", "third"});
  session->refresh();
  EXPECT_FALSE(session->act(action::Redo{}));
  EXPECT_TRUE(merging());
}

}  // namespace
}  // namespace mintport::ui
