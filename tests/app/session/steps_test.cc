// The history of a session: when each step was done, and the way to any of them.
#include "app/session/steps.hh"

#include <gtest/gtest.h>

#include "app/session/fake_desktop.hh"
#include "app/session/finish.hh"
#include "app/session/session.hh"
#include "core/worktree/fake.hh"

namespace mintport {
namespace {

const std::string kPort = "port/a.py";

class StepsOfASession : public ::testing::Test {
 protected:
  StepsOfASession()
      : tree({{"hf/a.py", "import torch\n\nx = torch.cat([y])\n"},
              {"mintport.json", R"({"source": {"root": "hf"}, "port": {"root": "port"}})"}}) {
    start();
  }
  void start() {
    session.reset();  // before the next one reads what this one wrote
    session = std::make_unique<Session>(tree, tables, desk, false);
    const auto loaded = session->load();
    EXPECT_TRUE(loaded) << to_string(loaded.error());
    session->count_all();
    EXPECT_TRUE(session->open("a.py"));
  }
  // Converts, marks and stages, a minute apart.
  void three_steps() {
    EXPECT_TRUE(session->review().convert_file());
    desk.clock += 60;
    EXPECT_TRUE(session->review().mark_reviewed());
    desk.clock += 60;
    EXPECT_TRUE(session->index().toggle_files({kPort}));
  }
  std::vector<std::int64_t> times() const {
    std::vector<std::int64_t> out;
    for (const Step& step : session->state().history.steps) out.push_back(step.time - began);
    return out;
  }
  std::size_t done() const { return session->state().history.done; }

  FakeWorkTree tree;
  Tables tables = *Tables::embedded();
  FakeDesktop desk;
  const std::int64_t began = desk.clock;
  std::unique_ptr<Session> session;
};

TEST_F(StepsOfASession, KnowWhenTheyWereDone) {
  three_steps();
  EXPECT_EQ(times(), (std::vector<std::int64_t>{0, 60, 120}));
  desk.clock += 60;
  EXPECT_TRUE(session->act(action::Undo{}));
  EXPECT_TRUE(session->act(action::Redo{}));
  EXPECT_EQ(times(), (std::vector<std::int64_t>{0, 60, 120})) << "undo and redo are no steps";
  start();
  EXPECT_EQ(times(), (std::vector<std::int64_t>{0, 60, 120})) << "as the journal has them";
}

TEST_F(StepsOfASession, OfAnOlderJournalHaveNoTime) {
  three_steps();
  std::string& journal = desk.notes["journal"];
  for (const std::string_view field : {"\"time\":1769860800", "\"time\":1769860860", "\"time\":1769860920"}) {
    for (std::size_t at; (at = journal.find(field)) != std::string::npos;)
      journal.replace(at, field.size(), "\"tame\":0");
  }
  start();
  EXPECT_EQ(times(), (std::vector<std::int64_t>{-began, -began, -began}));
}

TEST_F(StepsOfASession, LeadToAnyOfThem) {
  three_steps();
  const std::string pure = tree.work[kPort];
  EXPECT_EQ(finish(session->go_to(1)), "undone 2 steps");
  EXPECT_EQ(done(), 1U);
  EXPECT_FALSE(tree.index.contains(kPort));
  EXPECT_TRUE(session->state().marks.empty());
  EXPECT_EQ(tree.work[kPort], pure);
  EXPECT_EQ(finish(session->go_to(0)), "undone 1 step");
  EXPECT_FALSE(tree.work.contains(kPort));
  EXPECT_EQ(finish(session->go_to(3)), "redone 3 steps");
  EXPECT_EQ(tree.index[kPort], pure);
  EXPECT_TRUE(session->state().marks.contains("a.py"));
  start();
  EXPECT_EQ(done(), 3U);
}

TEST_F(StepsOfASession, EndAtTheFirstThatCannotBeUndone) {
  three_steps();
  tree.work[kPort] += "# somebody else\n";
  const auto said = finish(session->go_to(0));
  ASSERT_FALSE(said);
  EXPECT_EQ(to_string(said.error()),
            "cannot undo 'converted a.py': port/a.py was changed outside mintport; nothing was written; "
            "before that: undone 2 steps");
  EXPECT_EQ(done(), 1U);
  EXPECT_TRUE(tree.work[kPort].ends_with("# somebody else\n"));
  EXPECT_FALSE(tree.index.contains(kPort));
}

// A command of the command line, while the workbench is open.
TEST_F(StepsOfASession, TakeOverWhatAnotherSessionDid) {
  EXPECT_TRUE(session->review().convert_file());
  {
    Session other(tree, tables, desk, false);
    ASSERT_TRUE(other.load(Session::Access::change));
    EXPECT_EQ(other.state().history.done, 1U);
    EXPECT_TRUE(other.index().stage_files({kPort}));
  }
  EXPECT_TRUE(tree.index_entries({kPort})->at(kPort));
  EXPECT_EQ(session->act(action::Undo{}), "undone: staged port/a.py");
  EXPECT_FALSE(tree.index_entries({kPort})->at(kPort));
  EXPECT_EQ(session->act(action::Undo{}), "undone: converted a.py");
  EXPECT_EQ(done(), 0U);
}

TEST_F(StepsOfASession, AreSeenAtTheNextRefresh) {
  EXPECT_TRUE(session->review().convert_file());
  {
    Session other(tree, tables, desk, false);
    ASSERT_TRUE(other.load(Session::Access::change));
    EXPECT_TRUE(other.act(action::Undo{}));
  }
  EXPECT_TRUE(session->refresh());
  EXPECT_EQ(done(), 0U);
  EXPECT_EQ(session->state().history.steps.size(), 1U);
  EXPECT_FALSE(session->refresh());
}

TEST_F(StepsOfASession, OpenNoFileIfNobodyWatches) {
  Session other(tree, tables, desk, false);
  ASSERT_TRUE(other.load(Session::Access::change));
  other.count_all();
  EXPECT_TRUE(run_job(other.batches().convert_files("")));
  EXPECT_TRUE(other.act(action::Undo{}));
  EXPECT_FALSE(other.file());
  EXPECT_FALSE(other.state().find("a.py")->ported);
}

}  // namespace
}  // namespace mintport
