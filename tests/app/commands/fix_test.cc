// `mintport fix` as people run it.
#include "app/commands/review_sandbox.hh"

namespace mintport::testing {
namespace {

using FixACommand = ReviewSandbox;

const std::string kBlockPort = "port/models/block.py";

TEST_F(FixACommand, AppliesTheFixOfAnId) {
  const std::string before = sandbox_.read(kBlockPort), id = this->id("models/block.py", ".repeat");
  const Json fixed = json({"fix", id});
  ASSERT_EQ(fixed["fixed"].size(), 1U);
  EXPECT_EQ(fixed["fixed"][0]["id"], id);
  EXPECT_EQ(fixed["fixed"][0]["place"], kBlockPort);
  EXPECT_EQ(fixed["left"], Json::array());
  EXPECT_NE(sandbox_.read(kBlockPort).find("scale.tile((2, 1))"), std::string::npos);
  EXPECT_EQ(life("models/block.py", ".repeat"), "fixed");
  EXPECT_EQ(git({"status", "--short"}), "?? port/\n");
  EXPECT_EQ(out({"undo"}), "undone: " + fixed["message"].get<std::string>() + "\n");
  EXPECT_EQ(sandbox_.read(kBlockPort), before);
}

TEST_F(FixACommand, TakesSeveralIdsAsOneStep) {
  const std::string one = id("models/block.py", ".repeat"), other = id("run.py", ".repeat");
  EXPECT_EQ(out({"fix", one, other.substr(0, 8), one}),
            "fixed 2 places in 2 files: Tensor.repeat is mindspore.Tensor.tile\n");
  EXPECT_EQ(json({"log"})["steps"].size(), 1U);
}

TEST_F(FixACommand, RefusesIdsThatNameNoFinding) {
  EXPECT_EQ(
      mintport({"fix", "0123456789ab"}),
      (ProcessResult{2, "",
                     "mintport: error: no finding has the id '0123456789ab'; the line of HF's file may have "
                     "changed since; `mintport findings --life all` lists the ids\n"}));
  EXPECT_EQ(mintport({"fix", ".repeat"}).errors,
            "mintport: error: '.repeat' is not the id of a finding; an id has up to 12 hexadecimal digits; "
            "`mintport findings` lists them\n");
  const ProcessResult none = mintport({"fix"});
  EXPECT_EQ(none.status, 2);
  EXPECT_EQ(none.errors,
            "mintport: error: fix: no finding is chosen; give ids, --symbol, --kind or --all-certain\n");
  EXPECT_EQ(mintport({"fix", "0123456789ab", "--symbol", "torch"}).status, 2);
}

TEST_F(FixACommand, RefusesWhatIsFixedAlready) {
  const std::string id = this->id("models/block.py", ".repeat");
  out({"fix", id});
  const ProcessResult again = mintport({"fix", id});
  EXPECT_EQ(again.status, 4);
  EXPECT_EQ(again.out, "nothing was fixed\n");
  EXPECT_EQ(again.errors,
            "mintport: error: port/models/block.py:15: not fixed: the finding is already fixed\n");
}

TEST_F(FixACommand, LeavesFindingsThatOfferNoFix) {
  const Json none = json({"fix", id("models/block.py", "torch.linalg.lstsq")}, 4);
  ASSERT_EQ(none["left"].size(), 1U);
  EXPECT_EQ(none["left"][0]["reason"], "it offers no fix; edit the code, or waive the finding");
  EXPECT_EQ(json({"log"})["steps"], Json::array());
}

TEST_F(FixACommand, LeavesEditedCodeAndFixesTheRest) {
  edit(kBlockPort, "scale.repeat(2, 1)", "scale.repeat[n]");
  const Json fixed = json({"fix", "--symbol", ".repeat"}, 4);
  EXPECT_EQ(fixed["fixed"].size(), 2U);
  ASSERT_EQ(fixed["left"].size(), 1U);
  EXPECT_EQ(fixed["left"][0]["path"], "models/block.py");
  EXPECT_EQ(fixed["left"][0]["reason"], "this code was edited after the conversion; edit it in the editor");
  EXPECT_NE(sandbox_.read("port/run.py").find("x.tile((1, 2))"), std::string::npos);
}

TEST_F(FixACommand, ChoosesBySymbolKindAndPath) {
  EXPECT_EQ(json({"fix", "--symbol", ".repeat", "--path", "models"})["fixed"].size(), 2U);
  EXPECT_EQ(json({"fix", "--kind", "maybe-tensor", "--path", "port/run.py"})["fixed"].size(), 1U);
  EXPECT_EQ(out({"fix", "--symbol", ".repeat"}), "no open finding in the port offers such a fix\n");
  EXPECT_EQ(mintport({"fix", "--symbol", ".repeat", "--path", "nowhere"}).status, 2);
}

TEST_F(FixACommand, SearchesIdsOnlyInThePaths) {
  const std::string id = this->id("models/block.py", ".repeat");
  EXPECT_EQ(mintport({"fix", id, "--path", "run.py"}).status, 2);
  EXPECT_EQ(json({"fix", id, "--path", "models"})["fixed"].size(), 1U);
}

TEST_F(FixACommand, LeavesUncertainFixesToAPerson) {
  EXPECT_EQ(json({"fix", "--all-certain"})["fixed"], Json::array());
  EXPECT_EQ(json({"log"})["steps"], Json::array());
}

TEST_F(FixACommand, MakesTheCertainFixesByItself) {
  edit(kBlockPort, "torch.linalg.lstsq", "ours.solve");
  const Json fixed = json({"fix", "--all-certain"});
  ASSERT_EQ(fixed["fixed"].size(), 1U);
  EXPECT_EQ(fixed["fixed"][0]["title"], "remove the import");
  EXPECT_EQ(sandbox_.read(kBlockPort).find("import torch"), std::string::npos);
  EXPECT_EQ(out({"fix", "--all-certain"}), "no open finding in the port offers such a fix\n");
}

TEST_F(FixACommand, DrawsADryRunThatGitApplies) {
  const std::string before = sandbox_.read(kBlockPort);
  const std::string diff = out({"fix", "--symbol", ".repeat", "--dry-run"});
  EXPECT_EQ(json({"fix", "--symbol", ".repeat", "--dry-run"})["diff"], diff);
  EXPECT_EQ(sandbox_.read(kBlockPort), before);
  EXPECT_FALSE(std::filesystem::exists(sandbox_ / ".git/mintport"));
  out({"fix", "--symbol", ".repeat"});
  const std::string fixed = sandbox_.read(kBlockPort);
  out({"undo"});
  write_file(sandbox_.folder() / "fixes.diff", diff);
  git({"apply", (sandbox_.folder() / "fixes.diff").string()});
  EXPECT_EQ(sandbox_.read(kBlockPort), fixed);
}

TEST_F(FixACommand, NeedsTheFileInThePort) {
  const std::string id = this->id("run.py", ".repeat");
  std::filesystem::remove(sandbox_ / "port/run.py");
  const ProcessResult absent = mintport({"fix", id});
  EXPECT_EQ(absent.status, 4);
  EXPECT_EQ(absent.errors, "mintport: error: hf/run.py:6: not fixed: the port does not have this file\n");
}

}  // namespace
}  // namespace mintport::testing
