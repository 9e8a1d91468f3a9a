// `mintport undo` and `mintport redo` as people run them.
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "app/commands/review_sandbox.hh"

namespace mintport::testing {
namespace {

using UndoACommand = ReviewSandbox;

TEST_F(UndoACommand, TakesBackStepsOfEveryKind) {
  out({"fix", id("models/block.py", ".repeat")});
  out({"waive", id("models/block.py", "torch.linalg.lstsq"), "--reason", "host"});
  out({"stage"});
  out({"commit"});
  const std::string head = git({"rev-parse", "HEAD"}), index = git({"ls-files", "-s"});
  const Json undone = json({"undo", "4"});
  EXPECT_EQ(undone["action"], "undo");
  EXPECT_EQ(undone["steps"], Json({"commit Port 3 files to MindSpore", "staged 4 files",
                                   "waive torch.linalg.lstsq in models/block.py",
                                   "fixed 1 place in 1 file: Tensor.repeat is mindspore.Tensor.tile"}));
  EXPECT_EQ(undone["done"], 0);
  EXPECT_EQ(undone["undone"], 4);
  EXPECT_EQ(git({"status", "--short"}), "?? port/\n");
  EXPECT_EQ(json({"redo", "4"})["steps"].size(), 4U);
  EXPECT_EQ(git({"rev-parse", "HEAD"}), head);
  EXPECT_EQ(git({"ls-files", "-s"}), index);
  EXPECT_EQ(git({"status", "--short"}), "");
}

TEST_F(UndoACommand, TakesBackAConversion) {
  std::filesystem::remove_all(sandbox_ / "port");
  edit("hf/run.py", "def sample", "MOST = 4\n\n\ndef sample");
  out({"convert", "--src-root", "hf", "--dst-root", "port"});
  const std::string block = sandbox_.read("port/models/block.py"), run = sandbox_.read("port/run.py");
  EXPECT_EQ(json({"log"})["steps"].size(), 1U);
  EXPECT_EQ(json({"undo"})["steps"], Json({"converted hf"}));
  EXPECT_FALSE(std::filesystem::exists(sandbox_ / "port/models/block.py"));
  out({"redo"});
  EXPECT_EQ(sandbox_.read("port/models/block.py"), block);
  edit("hf/run.py", "MOST = 4", "MOST = 5");
  out({"convert", "--src-file", "hf/run.py", "-o", "port/run.py"});
  EXPECT_NE(sandbox_.read("port/run.py"), run);
  out({"undo"});
  EXPECT_EQ(sandbox_.read("port/run.py"), run);
}

TEST_F(UndoACommand, KnowsNoConversionThatWroteNothing) {
  out({"convert", "--src-root", "hf", "--dst-root", "port"});
  out({"convert", "--src-root", "hf", "--dst-root", "elsewhere"});
  EXPECT_EQ(out({"log"}), "no steps\n");
}

TEST_F(UndoACommand, RefusesMoreStepsThanThereAre) {
  EXPECT_EQ(mintport({"undo"}), (ProcessResult{4, "", "mintport: error: nothing to undo\n"}));
  EXPECT_EQ(mintport({"redo"}), (ProcessResult{4, "", "mintport: error: nothing to redo\n"}));
  out({"stage"});
  EXPECT_EQ(
      mintport({"undo", "2"}),
      (ProcessResult{
          4, "", "mintport: error: cannot undo 2 steps: the journal has 1; `mintport log` lists them\n"}));
  EXPECT_EQ(mintport({"undo", "0"}).status, 2);
}

TEST_F(UndoACommand, RefusesAFileThatChangedOnDisk) {
  out({"fix", id("models/block.py", ".repeat")});
  edit("port/models/block.py", "scale.tile((2, 1))", "scale.tile((4, 1))");
  const std::string text = sandbox_.read("port/models/block.py");
  const ProcessResult refused = mintport({"undo"});
  EXPECT_EQ(refused.status, 4);
  EXPECT_EQ(refused.errors,
            "mintport: error: cannot undo 'fixed 1 place in 1 file: Tensor.repeat is mindspore.Tensor.tile': "
            "port/models/block.py was changed outside mintport; nothing was written\n");
  EXPECT_EQ(sandbox_.read("port/models/block.py"), text);
  EXPECT_EQ(json({"log"})["done"], 1) << "the step is still there";
}

TEST_F(UndoACommand, WaitsForTheStepOfAnotherProcess) {
  out({"stage", "run.py"});
  const int lock = ::open((sandbox_ / ".git/mintport/lock").c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_EQ(::flock(lock, LOCK_EX), 0);
  EXPECT_EQ(mintport({"undo"}),
            (ProcessResult{
                4, "",
                "mintport: error: another mintport is in the middle of a step here; wait until its editor, "
                "hook or job ends\n"}));
  ::close(lock);
  EXPECT_EQ(out({"undo"}), "undone: staged port/run.py\n");
}

}  // namespace
}  // namespace mintport::testing
