// `mintport log` as people run it.
#include "app/commands/review_sandbox.hh"

namespace mintport::testing {
namespace {

using LogACommand = ReviewSandbox;

TEST_F(LogACommand, ListsTheLatestStepFirst) {
  EXPECT_EQ(out({"log"}), "no steps\n");
  out({"fix", id("models/block.py", ".repeat")});
  out({"stage", "run.py"});
  out({"commit", "-m", "Port the runner"});
  out({"undo"});
  const Json log = json({"log"});
  EXPECT_EQ(log["done"], 2);
  ASSERT_EQ(log["steps"].size(), 3U);
  EXPECT_EQ(log["steps"][0]["label"], "commit Port the runner");
  EXPECT_EQ(log["steps"][0]["done"], false);
  EXPECT_EQ(log["steps"][0]["head"]["before"]["id"].get<std::string>() + "\n", git({"rev-parse", "HEAD"}));
  EXPECT_EQ(log["steps"][1]["paths"], Json({"port/run.py"}));
  EXPECT_EQ(log["steps"][1]["head"], nullptr);
  EXPECT_EQ(log["steps"][2]["paths"], Json({"port/models/block.py"}));
  const std::string text = out({"log"});
  EXPECT_TRUE(text.starts_with("  3  20")) << text;
  EXPECT_NE(text.find("  commit Port the runner (undone)\n"), text.npos) << text;
}

TEST_F(LogACommand, LeavesAJournalThatAKillCutAsItIs) {
  out({"stage", "run.py"});
  const std::string half = sandbox_.read(".git/mintport/journal") + "{\"begin\": {\"lab";
  sandbox_.write(".git/mintport/journal", half);
  EXPECT_EQ(json({"log"})["steps"].size(), 1U);
  EXPECT_EQ(sandbox_.read(".git/mintport/journal"), half);
}

}  // namespace
}  // namespace mintport::testing
