// Long work in the workbench: keys meanwhile, stopping, and the state afterwards.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/git/repository.hh"
#include "app/workbench/bench.hh"
#include "support/git_sandbox.hh"

namespace mintport::ui {
namespace {

using testing::Waker;

class LongWork : public Bench {
 protected:
  void begin_line(const std::string& line) {
    keys(":");
    type(line);
    bench->handle(key_of(SpecialKey::enter));
    ASSERT_TRUE(bench->busy()) << grid.text();
    look();
  }
  void look() { bench->draw(grid); }
  void part() {
    bench->handle(Wake{});
    look();
  }
  void press(Key key) {
    bench->handle(key);
    look();
  }
};

TEST_F(LongWork, ConvertsAllThatThePortLacks) {
  start();
  begin_line("convert-all");
  EXPECT_TRUE(status().ends_with("converting 0/2")) << status();
  EXPECT_TRUE(row(-1).find("esc stop") != std::string::npos) << row(-1);
  part();
  EXPECT_TRUE(status().ends_with("converting 1/2")) << status();
  EXPECT_TRUE(tree.work.contains("port/b.py"));
  part();
  EXPECT_FALSE(bench->busy());
  EXPECT_TRUE(shows("converted 2 files")) << status();
  EXPECT_NE(tree.work.at("port/models/a.py").find("mint.cat"), std::string::npos);
  EXPECT_EQ(tree.converted.at("port/b.py"), tree.work.at("port/b.py"));
  EXPECT_EQ(session->state().find("models/a.py")->state(), FileStage::converted);
  keys("u");
  EXPECT_FALSE(tree.work.contains("port/b.py") || tree.work.contains("port/models/a.py")) << grid.text();
  keys("U");
  EXPECT_TRUE(tree.work.contains("port/b.py") && tree.work.contains("port/models/a.py")) << grid.text();
  keys(":");
  type("convert-all");
  keys("enter");
  EXPECT_TRUE(shows("the port already has all of this")) << status();
}

TEST_F(LongWork, StopsAtAWholeFileAndSaysWhich) {
  start();
  begin_line("convert-all");
  part();
  press(key_of(SpecialKey::escape));
  EXPECT_FALSE(bench->busy());
  EXPECT_TRUE(shows("stopped: converted 1 file")) << grid.text();
  EXPECT_TRUE(shows("│ b.py ")) << grid.text();
  EXPECT_FALSE(tree.work.contains("port/models/a.py"));
  keys("x u");
  EXPECT_FALSE(tree.work.contains("port/b.py")) << grid.text();
  begin_line("convert-all");
  press(key_of(SpecialKey::escape));
  EXPECT_TRUE(shows("stopped: nothing was converted")) << grid.text();
  EXPECT_TRUE(session->state().history.steps.empty() || session->state().history.done == 0);
}

TEST_F(LongWork, KilledInTheMiddleIsOneStep) {
  tree.work["hf/c.py"] = "z = 1\n";
  start();
  begin_line("convert-all");
  part();
  part();
  bench.reset();  // without the end of the job
  start();
  ASSERT_TRUE(tree.work.contains("port/b.py") && tree.work.contains("port/c.py"));
  keys("u");
  EXPECT_FALSE(tree.work.contains("port/b.py") || tree.work.contains("port/c.py")) << grid.text();
  keys("u");
  EXPECT_TRUE(shows("nothing to undo")) << status();
}

TEST_F(LongWork, LooksAroundMeanwhileAndKeepsTheOtherKeys) {
  start();
  begin_line("convert-all");
  press(key_of(U'j'));
  EXPECT_TRUE(bench->busy());
  press(key_of(U'f'));
  EXPECT_TRUE(shows("converting 0/2, then f; esc stops it")) << status();
  press(key_of(U'j'));
  EXPECT_TRUE(shows("converting 0/2, then f j; esc stops it")) << status();
  part();
  EXPECT_FALSE(shows("findings of the project")) << grid.text();
  part();
  EXPECT_TRUE(shows("findings of the project")) << grid.text();
}

TEST_F(LongWork, ForgetsTheKeysBehindWhatIsStopped) {
  start();
  begin_line("convert-all");
  part();
  press(key_of(U'u'));
  press(key_of(SpecialKey::escape));
  EXPECT_TRUE(shows("stopped: converted 1 file")) << grid.text();
  keys("x");
  EXPECT_TRUE(tree.work.contains("port/b.py"));
}

TEST_F(LongWork, QuittingStopsIt) {
  start();
  begin_line("convert-all");
  part();
  press(key_of(U'q'));
  EXPECT_TRUE(bench->done());
  EXPECT_FALSE(bench->busy());
  EXPECT_TRUE(tree.work.contains("port/b.py"));
  EXPECT_FALSE(tree.work.contains("port/models/a.py"));
  EXPECT_EQ(tree.converted.size(), 1u);  // finished parts are recorded
}

TEST_F(LongWork, QuittingStopsItOnEveryPage) {
  start();
  bench->open("models/a.py");
  press(key_of(U'p'));
  ASSERT_TRUE(bench->busy());
  EXPECT_NE(row(-1).find("q stop and quit"), std::string::npos) << row(-1);
  press(key_of(U'q'));
  EXPECT_TRUE(bench->done());
  EXPECT_FALSE(bench->busy());
}

TEST_F(LongWork, IsNotQuitWhereAMessageIsTyped) {
  convert();
  keys("a c");
  press(*parse_key("ctrl-s"));
  ASSERT_TRUE(bench->busy());
  EXPECT_NE(row(-1).find("esc stop"), std::string::npos) << row(-1);
  EXPECT_EQ(row(-1).find("quit"), std::string::npos) << row(-1);
}

TEST_F(LongWork, ACheckThatIsStoppedCommitsNothing) {
  convert();
  keys("a c");
  const std::size_t commits = tree.commits.size();
  press(*parse_key("ctrl-s"));
  ASSERT_TRUE(bench->busy());
  EXPECT_TRUE(status().ends_with("checking the staged changes 0/1")) << status();
  press(key_of(SpecialKey::escape));
  EXPECT_TRUE(shows("stopped: nothing was committed")) << grid.text();
  EXPECT_EQ(tree.commits.size(), commits);
  keys("ctrl-s");
  EXPECT_EQ(tree.commits.size(), commits + 1) << grid.text();
}

TEST_F(LongWork, ForgetsTheKeysBehindWhatDoesNotBegin) {
  convert();
  keys("a c ctrl-s");
  tree.work["port/models/a.py"] += "# more\n";
  keys("r a");
  const std::string staged = tree.index["port/models/a.py"];
  EXPECT_TRUE(staged.ends_with("# more\n")) << staged;
  begin_line("commit-rules");
  press(key_of(U'u'));
  part();
  EXPECT_FALSE(bench->busy());
  EXPECT_TRUE(shows("no new file of the port is staged")) << grid.text();
  EXPECT_EQ(tree.index["port/models/a.py"], staged);
}

TEST_F(LongWork, ParametersThatWereNotReadAreReadAgain) {
  tree.work["hf/models/a.py"] =
      "import torch.nn as nn\n\n\nclass Block(nn.Module):\n    def __init__(self):\n        "
      "super().__init__()\n        self.proj = nn.Linear(4, 4)\n";
  start();
  bench->open("models/a.py");
  keys("p");
  ASSERT_TRUE(shows("2 paired")) << grid.text();
  bench->open("b.py");
  press(key_of(U'p'));
  ASSERT_TRUE(bench->busy());
  press(key_of(SpecialKey::escape));
  bench->open("models/a.py");
  keys("p");
  EXPECT_TRUE(shows("2 paired")) << grid.text();
}

// ---- with the thread, on a real work tree

class BesideTheScreen : public ::testing::Test {
 protected:
  BesideTheScreen() {
    std::map<std::string, std::string> files{{"mintport.json", kManifest}};
    for (int i = 0; i < kFiles; ++i) files["hf/f" + std::to_string(i) + ".py"] = kSource;
    git.commit(files);
    tree = *open_repository(git.root().string());
    session = std::make_unique<Session>(*tree, tables, desk, true);
    EXPECT_TRUE(session->load());
    bench = std::make_unique<Workbench>(*session, desk);
    bench->handle(Wake{});
  }
  void keys(std::string_view names) {
    const auto parsed = parse_keys(names);
    for (const Key& key : *parsed) bench->handle(key);
  }
  void begin_line(const std::string& line) {
    keys(":");
    for (const char c : line) bench->handle(key_of(static_cast<char32_t>(c)));
    keys("enter");
  }
  // Does the loop's work until nothing is left.
  void wait_for_the_end() {
    while (bench->busy() || session->counting()) {
      desk.waker.wait();
      bench->handle(Wake{});
      bench->draw(grid);
    }
  }
  std::size_t ported() const {
    const std::string files = git.git({"status", "--short", "-uall"});
    return static_cast<std::size_t>(std::count(files.begin(), files.end(), '\n'));
  }

  static constexpr int kFiles = 40;
  testing::GitSandbox git;
  WakingDesk desk;
  Tables tables = *Tables::embedded();
  std::unique_ptr<WorkTree> tree;
  std::unique_ptr<Session> session;
  std::unique_ptr<Workbench> bench;
  Grid grid{24, 80};
};

TEST_F(BesideTheScreen, ConvertsWhileTheSourcesAreRead) {
  begin_line("convert-all");
  EXPECT_TRUE(bench->busy());
  wait_for_the_end();
  EXPECT_EQ(ported(), 40u);
  keys("u");
  EXPECT_EQ(ported(), 0u);
  EXPECT_EQ(session->state().history.done, 0u);
  for (const FileEntry& file : session->state().files) EXPECT_FALSE(file.ported) << file.path;
}

TEST_F(BesideTheScreen, StopsInTheMiddle) {
  begin_line("convert-all");
  while (ported() == 0) {
    desk.waker.wait();
    bench->handle(Wake{});
  }
  keys("esc");
  EXPECT_FALSE(bench->busy());
  const std::size_t done = ported();
  EXPECT_LT(done, 40u);
  keys("x");
  begin_line("convert-all");  // continues with the others
  wait_for_the_end();
  EXPECT_EQ(ported(), 40u);
  keys("u");
  EXPECT_EQ(ported(), done);
  keys("u");
  EXPECT_EQ(ported(), 0u);
}

TEST_F(BesideTheScreen, EndsWithTheProgram) {
  begin_line("convert-all");
  desk.waker.wait();
  bench->handle(Quit{});
  EXPECT_TRUE(bench->done());
  bench.reset();
  session.reset();
}

// Keys on a file wait, in order, until its conversion is known.
TEST_F(BesideTheScreen, KeysWaitForWhatIsNotRead) {
  bench->open("f7.py");
  keys("] enter j");
  bench->draw(grid);
  EXPECT_FALSE(bench->busy());
  wait_for_the_end();
  EXPECT_FALSE(session->provisional());
  bench->draw(grid);
  EXPECT_EQ(grid.text().find("waits until"), std::string::npos) << grid.text();
  EXPECT_EQ(session->file()->path, "f7.py");
}

TEST_F(BesideTheScreen, CommandsByNameWaitTooForWhatIsNotRead) {
  bench->open("f7.py");
  begin_line("weights");
  wait_for_the_end();
  bench->draw(grid);
  EXPECT_NE(grid.text().find("parameters of f7.py"), std::string::npos) << grid.text();
  EXPECT_FALSE(session->provisional());
}

// The current part continues with the signatures that it started with.
TEST_F(BesideTheScreen, IsStoppedForAnotherBranch) {
  git.git({"branch", "side"});
  begin_line("convert-all");
  keys("esc x");
  begin_line("switch side");
  begin_line("convert-all");
  wait_for_the_end();
  EXPECT_EQ(ported(), 40u);
}

}  // namespace
}  // namespace mintport::ui
