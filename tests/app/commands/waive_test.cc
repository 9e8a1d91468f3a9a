// `mintport waive` as people run it.
#include "app/commands/review_sandbox.hh"

namespace mintport::testing {
namespace {

using WaiveACommand = ReviewSandbox;

TEST_F(WaiveACommand, KeepsTheReasonWithItsAuthor) {
  const std::string id = this->id("models/block.py", "torch.linalg.lstsq");
  const Json waived = json({"waive", id, "--reason", " only on the host "});
  EXPECT_EQ(waived["waived"].at(0)["id"], id);
  EXPECT_EQ(waived["message"], "waived torch.linalg.lstsq: only on the host");
  const Json kept = Json::parse(sandbox_.read("mintport.json"))["waived"].at(0);
  EXPECT_EQ(kept["reason"], "only on the host");
  EXPECT_EQ(kept["author"], "Ada Tester <ada@example.com>");
  EXPECT_EQ(life("models/block.py", "torch.linalg.lstsq"), "waived");
  out({"undo"});
  EXPECT_EQ(git({"status", "--short", "mintport.json"}), "");
}

TEST_F(WaiveACommand, TakesSeveralIdsAsOneStep) {
  EXPECT_EQ(out({"waive", id("models/block.py", "torch.linalg.lstsq"), id("models/block.py", ".repeat"),
                 id("run.py", ".repeat"), "-r", "host"}),
            "waived 3 findings in 2 files: host\n");
  EXPECT_EQ(json({"findings", "--life", "waived"})["totals"]["waived"], 3);
  EXPECT_EQ(json({"log"})["steps"].size(), 1U);
}

TEST_F(WaiveACommand, HoldsForOneOfEqualLines) {
  const Words twins = ids("models/twins.py", "torch.linalg.lstsq");
  ASSERT_EQ(twins.size(), 2U);
  out({"waive", twins[1], "--reason", "host"});
  EXPECT_EQ(json({"findings", "models/twins.py", "--life", "waived"})["findings"].at(0)["id"], twins[1]);
  out({"undo"});
  EXPECT_EQ(out({"waive", twins[0], twins[1], "--reason", "host"}),
            "waived torch.linalg.lstsq at 2 places: host\n");
  EXPECT_EQ(json({"findings", "models/twins.py", "--life", "waived"})["totals"]["waived"], 2);
}

TEST_F(WaiveACommand, WantsAReasonOfOneLine) {
  const std::string id = this->id("models/block.py", ".repeat");
  EXPECT_EQ(mintport({"waive", id}).status, 2);
  EXPECT_EQ(
      mintport({"waive", id, "--reason", " "}),
      (ProcessResult{2, "",
                     "mintport: error: waive: the reason is empty; say why the code can stay; mintport.json "
                     "keeps it\n"}));
  EXPECT_EQ(mintport({"waive", id, "--reason", "a\nb"}).status, 2);
  EXPECT_EQ(git({"status", "--short", "mintport.json"}), "");
}

TEST_F(WaiveACommand, RefusesWhatIsNotOpen) {
  const std::string id = this->id("models/block.py", ".repeat");
  out({"waive", id, "--reason", "host"});
  EXPECT_EQ(
      mintport({"waive", id, "--reason", "again"}),
      (ProcessResult{4, "",
                     "mintport: error: port/models/block.py:15: the finding is already waived: host; nothing "
                     "was waived\n"}));
  out({"undo"});
  out({"fix", id});
  EXPECT_EQ(mintport({"waive", id, "--reason", "again"}).errors,
            "mintport: error: port/models/block.py:15: the finding is already fixed; nothing was waived\n");
}

TEST_F(WaiveACommand, FindsNoIdOfALineThatChanged) {
  const std::string id = this->id("models/block.py", "torch.linalg.lstsq");
  edit("hf/models/block.py", "torch.linalg.lstsq(c, b)", "torch.linalg.lstsq(c, b + 1)");
  const ProcessResult stale = mintport({"waive", id, "--reason", "host"});
  EXPECT_EQ(stale.status, 2);
  EXPECT_NE(stale.errors.find("no finding has the id '" + id + "'"), std::string::npos) << stale.errors;
}

}  // namespace
}  // namespace mintport::testing
