// `mintport stage` as people run it.
#include "app/commands/review_sandbox.hh"

namespace mintport::testing {
namespace {

using StageACommand = ReviewSandbox;

TEST_F(StageACommand, TakesWhatAReviewWrites) {
  out({"waive", id("models/block.py", ".repeat"), "--reason", "host"});
  sandbox_.write("notes.txt", "mine\n");
  edit("hf/run.py", "Block(4)", "Block(8)");
  EXPECT_EQ(json({"stage"})["staged"],
            Json({"mintport.json", "port/models/block.py", "port/models/twins.py", "port/run.py"}));
  EXPECT_EQ(
      git({"status", "--short"}),
      " M hf/run.py\nM  mintport.json\nA  port/models/block.py\nA  port/models/twins.py\nA  port/run.py\n"
      "?? notes.txt\n");
  EXPECT_EQ(out({"stage"}), "nothing to stage\n");
  out({"undo"});
  EXPECT_EQ(git({"diff", "--cached", "--name-only"}), "");
}

TEST_F(StageACommand, TakesFilesAndFolders) {
  EXPECT_EQ(out({"stage", "models"}), "staged 2 files\n");
  EXPECT_EQ(out({"stage", "port/run.py"}), "staged port/run.py\n");
  sandbox_.write("notes.txt", "mine\n");
  EXPECT_EQ(out({"stage", (sandbox_ / "notes.txt").string()}), "staged notes.txt\n");
  EXPECT_EQ(out({"stage", "hf"}), "nothing to stage\n");
  EXPECT_EQ(
      mintport({"stage", "nowhere.py"}),
      (ProcessResult{
          2, "", "mintport: error: no file or folder 'nowhere.py'; give a path on disk, or below 'port'\n"}));
}

TEST_F(StageACommand, TakesWhatIsGone) {
  git({"add", "port"});
  git({"commit", "-q", "-m", "Port"});
  std::filesystem::remove(sandbox_ / "port/run.py");
  EXPECT_EQ(out({"stage", "run.py"}), "staged port/run.py\n");
  EXPECT_EQ(git({"status", "--short"}), "D  port/run.py\n");
}

TEST_F(StageACommand, RefusesAConflict) {
  git({"add", "port"});
  git({"commit", "-q", "-m", "Port"});
  git({"checkout", "-q", "-b", "other"});
  edit("port/run.py", "Block(4)", "Block(5)");
  git({"commit", "-q", "-a", "-m", "Five"});
  git({"checkout", "-q", "main"});
  edit("port/run.py", "Block(4)", "Block(6)");
  git({"commit", "-q", "-a", "-m", "Six"});
  EXPECT_NE(sandbox_.try_git({"merge", "-q", "other"}).status, 0);
  EXPECT_EQ(mintport({"stage"}),
            (ProcessResult{4, "",
                           "mintport: error: port/run.py: the file is in conflict, nothing was "
                           "staged; resolve the conflict, then `git add` the file\n"}));
  EXPECT_EQ(
      mintport({"commit"}),
      (ProcessResult{4, "",
                     "mintport: error: 1 file in conflict; resolve the conflict, then `git add` what you "
                     "resolved\n"}));
}

TEST_F(StageACommand, RefusesALockedIndex) {
  sandbox_.write(".git/index.lock", "");
  const ProcessResult locked = mintport({"stage"});
  EXPECT_EQ(locked.status, 3);
  EXPECT_NE(locked.errors.find("the index is locked"), std::string::npos) << locked.errors;
  std::filesystem::remove(sandbox_ / ".git/index.lock");
  EXPECT_EQ(json({"log"})["steps"], Json::array());
  EXPECT_EQ(out({"stage"}), "staged 3 files\n");
}

}  // namespace
}  // namespace mintport::testing
