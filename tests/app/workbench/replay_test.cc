// The workbench without a terminal: plays keys from a file and draws the screen.
#include <gtest/gtest.h>

#include "app/workbench/program.hh"
#include "support/process.hh"

namespace mintport::ui {
namespace {

class Replay : public Program {
 protected:
  testing::ProcessResult open(std::vector<std::string> arguments, const std::string& keys) {
    write(".git/keys", keys);
    arguments.insert(arguments.begin(), {MINTPORT_PROGRAM, "open", "--keys", ".git/keys"});
    return testing::run(arguments, {.folder = root});
  }
};

TEST_F(Replay, DoesWhatTheKeysDo) {
  const auto result =
      open({"--dump", "100x30"}, "# to a commit\nenter j enter enter\na c ctrl-u \"Mine\" ctrl-s\n");
  EXPECT_EQ(result.status, 0) << result.errors;
  EXPECT_NE(result.out.find("committed "), std::string::npos) << result.out;
  EXPECT_EQ(std::count(result.out.begin(), result.out.end(), '\n'), 30);
  EXPECT_EQ(git("log -1 --format=%an:%s"), "Ann:MinePort models/a.py to MindSpore\n");
  EXPECT_EQ(git("status --short"), "");
}

TEST_F(Replay, DrawsTextColoursAndPages) {
  write("hf/models/a.py", "import torch\n\nname = \"漢字\"\nx = torch.linalg.lstsq(y)\n");
  const std::string keys = "enter j enter enter";
  EXPECT_EQ(open({"--dump", "100x30", "--dump-to", "a.txt"}, keys).out, "");
  EXPECT_NE(read("a.txt").find("name = \"漢字\" "), std::string::npos) << read("a.txt");
  open({"--dump", "100x30", "--dump-to", "a.ansi"}, keys);
  EXPECT_NE(read("a.ansi").find("\x1b[0;"), std::string::npos);
  open({"--dump", "100x30", "--dump-to", "dark.svg"}, keys);
  open({"--dump", "100x30", "--dump-to", "light.svg", "--theme", "light"}, keys);
  const std::string dark = read("dark.svg"), light = read("light.svg");
  EXPECT_TRUE(dark.starts_with("<svg xmlns") && dark.ends_with("</svg>\n"));
  EXPECT_NE(dark.find("textLength=\"16\" fill=\"#ce9178\">漢</text>"), std::string::npos) << dark;
  EXPECT_NE(dark, light);
}

TEST_F(Replay, EndsAtTheKeyThatQuits) {
  const auto result = open({"--dump", "80x24"}, "q enter j enter enter");
  EXPECT_EQ(result.status, 0) << result.errors;
  EXPECT_NE(result.out.find("0/1 done"), std::string::npos) << result.out;
  EXPECT_EQ(git("status --short"), "");
}

TEST_F(Replay, SaysWhatIsWrong) {
  EXPECT_EQ(
      open({"--dump", "80x24"}, "j\nctrl-nothing").errors,
      "mintport: error: .git/keys:2: unknown key 'ctrl-nothing'; keys are single characters or names like "
      "enter, pgdn, space, ctrl-d, f1\n");
  EXPECT_EQ(open({"--dump", "80x24"}, "j\nctrl-nothing").status, 2);
  EXPECT_EQ(
      testing::run({MINTPORT_PROGRAM, "open", "--keys", "none", "--dump", "80x24"}, {.folder = root}).errors,
      "mintport: error: none: cannot read the file; check the name\n");
  EXPECT_EQ(open({"--dump", "80x24", "--dump-to", "no/a.svg"}, "j").errors,
            "mintport: error: no/a.svg: cannot write the file; check its folder\n");
}

}  // namespace
}  // namespace mintport::ui
