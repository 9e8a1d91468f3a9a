// A session that only reads.
#include "app/session/session.hh"

#include <gtest/gtest.h>

#include "app/session/fake_desktop.hh"
#include "core/worktree/fake.hh"

namespace mintport {
namespace {

const std::string kSource = "import torch\n\nx = torch.linalg.svd(1)\n";

class ReadingSession : public ::testing::Test {
 protected:
  FakeWorkTree tree{{"hf/a.py", kSource},
                    {"hf/models/b.py", kSource},
                    {"mintport.json", R"({"source": {"root": "hf"}, "port": {"root": "port"}})"}};
  Tables tables = *Tables::embedded();
  FakeDesktop desk;
};

TEST_F(ReadingSession, LeavesTheNotesOfTheCloneAlone) {
  desk.notes = {{"journal", "{\"half"}, {"reviewed", "1 a.py\n"}};
  const auto notes = desk.notes;
  const auto work = tree.work;
  {
    Session session(tree, tables, desk, false);
    ASSERT_TRUE(session.load(Session::Access::read));
    session.count_all();
    EXPECT_TRUE(session.state().marks.empty());
    EXPECT_EQ(session.state().find("a.py")->count(Life::open), 2U);
  }
  EXPECT_EQ(desk.notes, notes);
  EXPECT_EQ(tree.work, work);
}

TEST_F(ReadingSession, CountsWhatIsWanted) {
  Session session(tree, tables, desk, false);
  ASSERT_TRUE(session.load(Session::Access::read));
  session.count([](const std::string& path) { return path == "models/b.py"; });
  EXPECT_FALSE(session.state().find("a.py")->counted);
  EXPECT_EQ(session.state().find("models/b.py")->count(Life::open), 2U);
  session.count_all();
  EXPECT_EQ(session.state().find("a.py")->count(Life::open), 2U);
}

}  // namespace
}  // namespace mintport
