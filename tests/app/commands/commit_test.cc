// `mintport commit` as people run it.
#include "app/commands/review_sandbox.hh"

namespace mintport::testing {
namespace {

using CommitACommand = ReviewSandbox;

TEST_F(CommitACommand, ProposesTheMessage) {
  out({"waive", id("models/block.py", "torch.linalg.lstsq"), "--reason", "only on the host"});
  out({"stage", "models/block.py"});
  out({"stage", "mintport.json"});
  const Json made = json({"commit"});
  ASSERT_EQ(made["commits"].size(), 1U);
  EXPECT_EQ(made["commits"][0]["id"].get<std::string>() + "\n", git({"rev-parse", "HEAD"}));
  EXPECT_EQ(made["commits"][0]["subject"], "Port models/block.py to MindSpore");
  const std::string body = git({"log", "-1", "--format=%b"});
  EXPECT_NE(body.find("- models/block.py: 5 changes, 1 waived, 2 open\n"), body.npos) << body;
  EXPECT_EQ(git({"log", "-1", "--format=%(trailers:key=Mintport-Waived,valueonly,unfold)"}),
            "torch.linalg.lstsq in models/block.py: only on the host\n\n");
  EXPECT_EQ(git({"status", "--short", "mintport.json", "port/models/block.py"}), "");
  out({"undo"});
  EXPECT_EQ(subjects(), "Begin\n");
  EXPECT_EQ(git({"diff", "--cached", "--name-only"}), "mintport.json\nport/models/block.py\n");
}

TEST_F(CommitACommand, TakesAMessage) {
  out({"stage", "run.py"});
  const std::string said = out({"commit", "-m", "Port the runner\n\nIt is small."});
  EXPECT_EQ(said, "committed " + git({"rev-parse", "--short=7", "HEAD"}).substr(0, 7) + " Port the runner\n");
  EXPECT_EQ(git({"log", "-1", "--format=%B"}), "Port the runner\n\nIt is small.\n\n");
  EXPECT_EQ(mintport({"commit", "--per-file", "-m", "x"}).status, 2);
}

TEST_F(CommitACommand, MakesOneForEachFile) {
  out({"stage"});
  const Json made = json({"commit", "--per-file"});
  ASSERT_EQ(made["commits"].size(), 3U);
  EXPECT_EQ(made["commits"][0]["subject"], "Port models/block.py to MindSpore");
  EXPECT_EQ(subjects(),
            "Port run.py to MindSpore\nPort models/twins.py to MindSpore\nPort models/block.py to "
            "MindSpore\nBegin\n");
  EXPECT_EQ(git({"status", "--short"}), "");
  out({"undo"});
  EXPECT_EQ(subjects(), "Begin\n") << "one step of undo";
}

TEST_F(CommitACommand, MakesOneForEachRule) {
  out({"fix", id("models/block.py", ".repeat")});
  out({"stage", "models/block.py"});
  const std::string staged = git({"rev-parse", ":port/models/block.py"});
  const Json made = json({"commit", "--per-rule"});
  ASSERT_GT(made["commits"].size(), 3U);
  EXPECT_EQ(made["commits"][0]["subject"], "Copy 1 file of diffusers 0.35.1");
  EXPECT_EQ(made["commits"].back()["subject"], "Revise the port of models/block.py");
  EXPECT_EQ(git({"rev-parse", "HEAD:port/models/block.py"}), staged);
}

TEST_F(CommitACommand, NeedsSomethingStaged) {
  EXPECT_EQ(mintport({"commit"}),
            (ProcessResult{4, "",
                           "mintport: error: nothing is staged; `mintport stage` stages the "
                           "changes of the review\n"}));
}

TEST_F(CommitACommand, RefusesWhatBreaksCodeUnlessForced) {
  edit("port/run.py", "Block(4)", "Block(4");
  out({"stage", "run.py"});
  const ProcessResult refused = mintport({"commit"});
  EXPECT_EQ(refused.status, 4);
  EXPECT_EQ(refused.out, "");
  EXPECT_NE(refused.errors.find("mintport: error: port/run.py:"), std::string::npos) << refused.errors;
  EXPECT_NE(
      refused.errors.find("mintport: error: the commit would break 1 place; fix them, or commit all the same "
                          "with --force; nothing was committed\n"),
      std::string::npos)
      << refused.errors;
  const Json breaks = json({"commit"}, 4);
  EXPECT_EQ(breaks["commits"], Json::array());
  ASSERT_EQ(breaks["breaks"].size(), 1U);
  EXPECT_EQ(breaks["breaks"][0]["path"], "port/run.py");
  EXPECT_EQ(subjects(), "Begin\n");
  EXPECT_EQ(json({"commit", "--force"})["commits"].size(), 1U);
}

TEST_F(CommitACommand, TellsWhyAHookRefused) {
  out({"stage", "run.py"});
  sandbox_.hook("pre-commit", "echo no Fridays\nexit 1\n");
  const ProcessResult refused = mintport({"commit"});
  EXPECT_EQ(refused.status, 3);
  EXPECT_NE(refused.errors.find("the pre-commit hook refused the commit (exit status 1)"), std::string::npos)
      << refused.errors;
  EXPECT_NE(refused.errors.find("no Fridays"), std::string::npos) << refused.errors;
  EXPECT_EQ(subjects(), "Begin\n");
  EXPECT_EQ(git({"diff", "--cached", "--name-only"}), "port/run.py\n");
}

}  // namespace
}  // namespace mintport::testing
