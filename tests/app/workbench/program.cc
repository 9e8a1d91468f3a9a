// The program itself, in a pseudo terminal on a real repository, from the first screen to `git log`.
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>

#include "support/process.hh"
#include "support/pty.hh"
#include "support/temp_dir.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;
using testing::Pty;

class Program : public ::testing::Test {
 protected:
  Program() {
    write("hf/models/a.py",
          "import torch\n\n\ndef f(x):\n    y = torch.cat([x, x])\n    return torch.linalg.solve(y)\n");
    write("mintport.json",
          R"({"source": {"root": "hf"}, "port": {"root": "port"}, "target": "mindspore 2.10"})");
    git("init -q -b main . && git config user.name Ann && git config user.email ann@example.org");
    write(".git/editor", "sed -i 's/torch.linalg.solve/ours.solve/' \"$2\"\n");
    git("add -A && git commit -q -m Begin");
  }
  void write(const std::string& path, const std::string& text) {
    fs::create_directories((root / path).parent_path());
    std::ofstream(root / path, std::ios::binary) << text;
  }
  std::string git(const std::string& what) {
    const std::string out = (root / ".git" / "test-output").string();
    const std::string command = "cd '" + root.string() + "' && git " + what + " > '" + out + "' 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0) << what;
    std::ifstream in(out);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    fs::remove(out);
    return text;
  }
  testing::PtyOptions options() {
    testing::PtyOptions out;
    out.folder = root;
    out.environment = {{"EDITOR", "sh .git/editor"}, {"VISUAL", ""}};
    return out;
  }

  testing::TempDir folder;
  fs::path root = folder.path();
};

TEST_F(Program, TakesAFileFromHfToACommit) {
  Pty pty({MINTPORT_PROGRAM, "open", "."}, options());
  ASSERT_TRUE(pty.wait_for("0/1 done")) << pty.text();
  pty.keys("enter j enter");
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
  ASSERT_TRUE(pty.wait_for("1/1 done")) << pty.text();
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
  pty.keys("enter j enter enter");
  ASSERT_TRUE(pty.wait_for("converted models/a.py")) << pty.text();
  pty.signal(SIGTERM);
  ASSERT_TRUE(pty.wait_exit());
  EXPECT_FALSE(pty.alternate_screen());
  EXPECT_EQ(git("status --short --untracked-files=all"), "?? port/models/a.py\n");
}

}  // namespace
}  // namespace mintport
