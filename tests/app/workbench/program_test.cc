// The program itself, in a pseudo terminal on a real repository, from the first screen to `git log`.
#include <gtest/gtest.h>
#include <signal.h>

#include <thread>

#include "app/workbench/program.hh"
#include "support/process.hh"

namespace mintport::ui {
namespace {

using testing::Pty;

TEST_F(Program, TakesAFileFromHfToACommit) {
  Pty pty({MINTPORT_PROGRAM, "open", "."}, options());
  ASSERT_TRUE(pty.wait_for("0/1 done")) << pty.text();
  pty.keys("enter enter j enter");
  ASSERT_TRUE(pty.wait_for("not converted yet")) << pty.text();
  pty.keys("enter");
  ASSERT_TRUE(pty.wait_for("converted models/a.py")) << pty.text();
  pty.resize(50, 200);
  ASSERT_TRUE(pty.wait_until([&] { return pty.row(49).find("] finding") != std::string::npos; }))
      << pty.text();
  pty.resize(24, 80);
  ASSERT_TRUE(pty.wait_until([&] { return pty.row(23).find("] finding") != std::string::npos; }))
      << pty.text();
  pty.keys("] ] e");
  ASSERT_TRUE(pty.wait_for("1 open, 1 fixed")) << pty.text();
  ASSERT_TRUE(pty.wait_for("edited models/a.py")) << pty.text();
  pty.wait_idle();
  pty.keys("a");
  ASSERT_TRUE(pty.wait_for("staged port/models/a.py")) << pty.text();
  pty.keys("c");
  ASSERT_TRUE(pty.wait_for("Port models/a.py to MindSpore")) << pty.text();
  pty.keys("ctrl-s");
  ASSERT_TRUE(pty.wait_for("committed ")) << pty.text();
  pty.keys("q");
  EXPECT_EQ(pty.wait_exit(), 0);
  EXPECT_FALSE(pty.alternate_screen());
  const std::string log = git("log -1 -p");
  EXPECT_NE(log.find("Author: Ann <ann@example.org>"), std::string::npos) << log;
  EXPECT_NE(log.find("    Port models/a.py to MindSpore"), std::string::npos) << log;
  EXPECT_NE(log.find("+    return ours.solve(y)"), std::string::npos) << log;
  EXPECT_EQ(git("status --short"), "");
}

TEST_F(Program, IsStoppedGoesOnAndIsKilledInOrder) {
  Pty pty({MINTPORT_PROGRAM}, options());
  ASSERT_TRUE(pty.wait_for("0/1 done")) << pty.text();
  pty.keys("ctrl-z");
  ASSERT_TRUE(pty.wait_stopped());
  EXPECT_FALSE(pty.alternate_screen());
  pty.signal(SIGCONT);
  ASSERT_TRUE(pty.wait_until([&] { return pty.alternate_screen(); }));
  pty.keys("enter enter j enter enter");
  ASSERT_TRUE(pty.wait_for("converted models/a.py")) << pty.text();
  pty.signal(SIGTERM);
  ASSERT_TRUE(pty.wait_exit());
  EXPECT_FALSE(pty.alternate_screen());
  EXPECT_EQ(git("status --short --untracked-files=all"), "?? port/models/a.py\n");
}

// kill -9 leaves no time for anything: only data already on disk survives.
TEST_F(Program, IsKilledWithoutWarningAndLosesNothing) {
  {
    Pty pty({MINTPORT_PROGRAM}, options());
    ASSERT_TRUE(pty.wait_for("0/1 done")) << pty.text();
    pty.keys("enter enter j enter enter");
    ASSERT_TRUE(pty.wait_for("converted models/a.py")) << pty.text();
    pty.keys("] ] w");
    ASSERT_TRUE(pty.wait_for("Why can it stay")) << pty.text();
    pty.type("never reached");
    pty.keys("enter");
    ASSERT_TRUE(pty.wait_for("waived torch.linalg.lstsq")) << pty.text();
    pty.keys("a c");
    ASSERT_TRUE(pty.wait_for("Port models/a.py to MindSpore")) << pty.text();
    pty.type("Mine: ");
    ASSERT_TRUE(pty.wait_for("Mine: Port")) << pty.text();
    pty.signal(SIGKILL);
    EXPECT_EQ(pty.wait_exit(), 128 + SIGKILL);
  }
  EXPECT_NE(read("port/models/a.py").find("mint.cat"), std::string::npos);
  EXPECT_EQ(git("status --short"), " M mintport.json\nA  port/models/a.py\n");
  EXPECT_EQ(git("fsck --no-dangling"), "");
  Pty pty({MINTPORT_PROGRAM}, options());
  ASSERT_TRUE(pty.wait_for("0/1 done")) << pty.text();
  pty.keys("c");
  ASSERT_TRUE(pty.wait_for("Mine: Port models/a.py to MindSpore")) << pty.text();
  pty.keys("ctrl-s");
  ASSERT_TRUE(pty.wait_for("committed ")) << pty.text();
  pty.keys("q");
  EXPECT_EQ(pty.wait_exit(), 0);
  EXPECT_EQ(git("log -1 --format=%s"), "Mine: Port models/a.py to MindSpore\n");
}

// At any moment a file has its old or its new contents, never half, and git has no lock left.
TEST_F(Program, IsKilledAtAnyMoment) {
  write(".git/editor", "sed -i 's/torch.linalg.lstsq/ours.solve/;s/ours.solve/torch.linalg.lstsq/' \"$2\"\n");
  for (int i = 0; i < 8; ++i) {
    Pty pty({MINTPORT_PROGRAM}, options());
    ASSERT_TRUE(pty.wait_for("/1 done")) << pty.text();
    pty.keys("enter enter j enter enter m a e u U space c ctrl-s u a e");
    std::this_thread::sleep_for(std::chrono::milliseconds(25 * i));
    pty.signal(SIGKILL);
    ASSERT_TRUE(pty.wait_exit());
    if (fs::exists(root / "port/models/a.py")) {
      const std::string text = read("port/models/a.py");
      EXPECT_TRUE(text.ends_with("lstsq(y)\n")) << text;
    }
    EXPECT_EQ(git("fsck --no-dangling"), "");
    fs::remove(root / ".git/index.lock");  // as git itself leaves it; the next test says what is said of it
    git("status");
  }
}

TEST_F(Program, SaysThatTheIndexIsLocked) {
  Pty pty({MINTPORT_PROGRAM}, options());
  ASSERT_TRUE(pty.wait_for("0/1 done")) << pty.text();
  pty.keys("enter enter j enter enter");
  ASSERT_TRUE(pty.wait_for("converted models/a.py")) << pty.text();
  write(".git/index.lock", "");
  pty.keys("a");
  ASSERT_TRUE(pty.wait_for("index.lock")) << pty.text();
  fs::remove(root / ".git/index.lock");
  pty.keys("j a");
  ASSERT_TRUE(pty.wait_for("staged port/models/a.py")) << pty.text();
}

TEST_F(Program, TellsTheSizeItNeedsAndGoesOn) {
  Pty pty({MINTPORT_PROGRAM}, options());
  ASSERT_TRUE(pty.wait_for("0/1 done")) << pty.text();
  pty.resize(19, 80);
  ASSERT_TRUE(pty.wait_for("mintport needs 80x20")) << pty.text();
  pty.resize(1, 1);
  pty.wait_idle();
  pty.resize(36, 120);
  ASSERT_TRUE(pty.wait_for("0/1 done")) << pty.text();
  pty.keys("q");
  EXPECT_EQ(pty.wait_exit(), 0);
}

TEST_F(Program, TakesClicksAndTheWheel) {
  write("hf/models/a.py", read("hf/models/a.py") + std::string(60, '\n') + "x = 1\n");
  Pty pty({MINTPORT_PROGRAM}, options());
  ASSERT_TRUE(pty.wait_for("0/1 done")) << pty.text();
  auto click = [&](const char* text) {
    ASSERT_TRUE(pty.wait_for(text)) << pty.text();
    const auto [row, column] = pty.find(text);
    pty.mouse(0, row, column);
    pty.mouse(0, row, column, true);
    pty.wait_idle();
  };
  pty.keys("enter");  // from the start page to the files
  click("▸ models");
  click("· a.py");
  click("· a.py");
  ASSERT_TRUE(pty.wait_for("not converted yet")) << pty.text();
  click("torch.linalg.lstsq  ");
  ASSERT_TRUE(pty.wait_for("models/a.py:10  unconverted")) << pty.text();
  for (int i = 0; i < 30; ++i) pty.mouse(65, 5, 5);
  ASSERT_TRUE(pty.wait_for("x = 1")) << pty.text();
  for (int i = 0; i < 30; ++i) pty.mouse(64, 5, 5);
  ASSERT_TRUE(pty.wait_for("import torch")) << pty.text();
}

// The signature of a function in another file decides which arguments its callers may pass.
TEST_F(Program, ConvertsAsTheCommandDoes) {
  write("hf/models/b.py",
        "import torch\n\n\nclass Maker:\n    def make(self, shape, device=None):\n"
        "        return torch.zeros(shape, device=device)\n");
  write("hf/c.py",
        "import torch\n\nfrom .models.b import Maker\n\n\ndef use(x):\n"
        "    return Maker().make([1], device=x.device) + torch.ones(2)\n");
  Pty pty({MINTPORT_PROGRAM}, options());
  ASSERT_TRUE(pty.wait_for("0/3 done")) << pty.text();
  for (const std::string name : {"models/b.py", "c.py"}) {
    pty.keys("1 /");
    pty.type(name);
    pty.keys("enter enter");
    ASSERT_TRUE(pty.wait_for("not converted yet")) << pty.text();
    pty.keys("enter");
    ASSERT_TRUE(pty.wait_for("converted " + name)) << pty.text();
  }
  pty.keys("q");
  EXPECT_EQ(pty.wait_exit(), 0);
  const auto all =
      testing::run({MINTPORT_PROGRAM, "convert", "--src-root", "hf", "--dst-root", "all"}, {.folder = root});
  ASSERT_EQ(all.status, 0) << all.errors;
  for (const std::string name : {"models/b.py", "c.py"}) {
    EXPECT_EQ(read("port/" + name), read("all/" + name)) << name;
    EXPECT_EQ(read("port/" + name).find("device"), std::string::npos) << read("port/" + name);
  }
}

TEST_F(Program, ShowsHowFarAConversionIs) {
  Pty pty({"/bin/sh", "-c",
           std::string(MINTPORT_PROGRAM) + " convert --src-root hf --dst-root port >/dev/null && echo done"},
          options());
  ASSERT_TRUE(pty.wait_for("done"));
  EXPECT_NE(pty.output().find("converting ["), std::string::npos) << pty.output();
  EXPECT_EQ(pty.row(0), "done");
}

// As in `make demo`, with a part of diffusers: go to a file, apply an offered fix, stage, commit.
TEST_F(Program, TakesAFixOfDiffusersToACommit) {
  const fs::path wheel = fs::path(MINTPORT_DEPS) / "diffusers-0.35.1/diffusers";
  if (!fs::exists(wheel)) GTEST_SKIP() << "run .ci/setup diffusers";
  fs::remove_all(root / "hf");
  fs::create_directories(root / "hf/models");
  fs::copy(wheel / "models/unets", root / "hf/models/unets", fs::copy_options::recursive);
  fs::copy(wheel / "models/__init__.py", root / "hf/models/__init__.py");
  git("add -A && git commit -q -m diffusers");
  const auto all =
      testing::run({MINTPORT_PROGRAM, "convert", "--src-root", "hf", "--dst-root", "port"}, {.folder = root});
  ASSERT_EQ(all.status, 0) << all.errors;
  const std::string path = "port/models/unets/unet_1d.py", converted = read(path);

  testing::PtyOptions wide = options();
  wide.rows = 36;
  wide.columns = 120;
  Pty pty({MINTPORT_PROGRAM}, wide);
  ASSERT_TRUE(pty.wait_for("done ")) << pty.text();
  ASSERT_TRUE(pty.wait_for("q quit"))
      << pty.text();  // the last row, because the row with "reading" is already there
  ASSERT_TRUE(pty.wait_gone("reading ")) << pty.text();
  pty.keys("/");
  pty.type("unet_1d.py");
  pty.keys("enter enter ]");
  ASSERT_TRUE(pty.wait_for("timestep_embed.repeat([1")) << pty.text();
  pty.keys("enter");
  ASSERT_TRUE(pty.wait_for("changes")) << pty.text();
  ASSERT_TRUE(pty.wait_for("timestep_embed.tile((1, 1")) << pty.text();
  EXPECT_EQ(read(path), converted);  // a preview changes nothing
  pty.keys("enter");
  ASSERT_TRUE(pty.wait_for("1 fixed")) << pty.text();
  pty.keys("space");
  ASSERT_TRUE(pty.wait_for("staged " + path)) << pty.text();
  pty.keys("c");
  ASSERT_TRUE(pty.wait_for("Port models/unets/unet_1d.py to MindSpore")) << pty.text();
  pty.keys("ctrl-s");
  ASSERT_TRUE(pty.wait_for("committed ")) << pty.text();
  pty.keys("q");
  EXPECT_EQ(pty.wait_exit(), 0);

  const std::string log = git("log -1 -p");
  EXPECT_NE(log.find("    Port models/unets/unet_1d.py to MindSpore"), std::string::npos) << log;
  EXPECT_NE(log.find("+            timestep_embed = timestep_embed.tile((1, 1"), std::string::npos) << log;
  std::string fixed = converted;
  const std::string before = "timestep_embed.repeat([1, 1, sample.shape[2]])";
  fixed.replace(fixed.find(before), before.size(), "timestep_embed.tile((1, 1, sample.shape[2]))");
  EXPECT_EQ(git("show HEAD:" + path), fixed);
}

}  // namespace
}  // namespace mintport::ui
