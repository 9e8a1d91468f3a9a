// `mintport check` as people run it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/git_sandbox.hh"
#include "support/process.hh"

namespace mintport::testing {
namespace {

using Json = nlohmann::json;

const std::string kA =
    "from .b import size\n\n\nclass A:\n    def __init__(self):\n        self.size = size(x=1)\n";
const std::string kB = "def size(x):\n    return x\n";

// A port in a folder that is no package itself, without the library's sources.
class Check : public ::testing::Test {
 protected:
  void SetUp() override {
    sandbox_.commit({{"mindone/diffusers/__init__.py", ""},
                     {"mindone/diffusers/a.py", kA},
                     {"mindone/diffusers/b.py", kB}});
  }
  ProcessResult check(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {MINTPORT_PROGRAM, "check"});
    return run(arguments, {.folder = sandbox_.root(), .environment = {{"TERM", "dumb"}}});
  }
  void write_a(const std::string& text) { sandbox_.write("mindone/diffusers/a.py", text); }

  GitSandbox sandbox_;
};

TEST_F(Check, FindsNothingInCodeThatIsRight) {
  EXPECT_EQ(check({}), (ProcessResult{0, "no findings in 3 files\n", ""}));
}

TEST_F(Check, ReportsAndFailsByLevel) {
  write_a("import torch\n" + kA + "from .b import width\n");
  const std::string torch =
      "mindone/diffusers/a.py:1:1: error torch-left: imports torch, which a port does not have; use "
      "MindSpore, or "
      "import it where a caller asks for it and say what to install if it is missing\n";
  const std::string width =
      "mindone/diffusers/a.py:8:16: error missing-import: mindone.diffusers.b has no 'width'\n";
  EXPECT_EQ(check({"mindone/diffusers"}),
            (ProcessResult{1, torch + width + "2 findings in 1 of 3 files: 2 errors\n", ""}));
  // One file gives what it gives in a check of all.
  EXPECT_EQ(check({"mindone/diffusers/a.py"}).out, torch + width + "2 findings in 1 of 1 file: 2 errors\n");
  EXPECT_EQ(check({"--rule", "torch-left"}).out, torch + "1 finding in 1 of 3 files: 1 error\n");
  EXPECT_EQ(check({"--without", "torch-left"}).out, width + "1 finding in 1 of 3 files: 1 error\n");
  EXPECT_EQ(check({"--fail-on", "never"}).status, 0);
  sandbox_.write(
      "mintport.json",
      R"({"check": {"rules": {"torch-left": "note", "missing-import": "off"}, "fail_on": "warning"}})");
  EXPECT_EQ(check({}).status, 0);
  EXPECT_EQ(check({"--fail-on", "note"}).status, 1);
}

TEST_F(Check, KeepsToChangedLinesAndToWhatIsNew) {
  write_a("import torch\n" + kA);
  const std::string report = check({"--report", "json"}).out;
  sandbox_.write("known.json", report);
  sandbox_.git({"commit", "-qam", "Torch"});
  write_a("import os\nimport torch\nimport torch.nn\n" + kA + "print(unknown)\n");
  const auto lines = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--report", "json"});
    std::vector<std::string> out;
    const Json read = Json::parse(check(arguments).out);
    for (const Json& finding : read["findings"])
      out.push_back(finding["rule"].get<std::string>() + " " + finding["code"].get<std::string>());
    return out;
  };
  const std::vector<std::string> fresh = {"torch-left import torch.nn", "undefined-name print(unknown)"};
  EXPECT_EQ(lines({"--baseline", "known.json"}), fresh);
  EXPECT_EQ(lines({"--diff", "HEAD"}), fresh);
  EXPECT_EQ(lines({"--diff", "HEAD.."}), fresh);
  EXPECT_EQ(lines({"--diff", "HEAD~1.."}).size(), 3U);
  sandbox_.write("mintport.json", R"({"check": {"baseline": "known.json"}})");
  EXPECT_EQ(lines({}), fresh);
}

TEST_F(Check, Fixes) {
  const std::string copy = "# Copied from diffusers.b.size with x->y\ndef size(y):\n    return ";
  write_a(copy + "y + 1\n");
  EXPECT_EQ(check({"--fix"}), (ProcessResult{0, "no findings in 3 files\n", ""}));
  EXPECT_EQ(sandbox_.read("mindone/diffusers/a.py"), copy + "y\n");
}

TEST_F(Check, ExplainsItsRules) {
  const auto explained = run({MINTPORT_PROGRAM, "explain", "missing-import"}, {.folder = sandbox_.root()});
  EXPECT_EQ(explained.status, 0);
  EXPECT_TRUE(explained.out.starts_with("check missing-import (error): ")) << explained.out;
}

TEST_F(Check, NamesWhatIsWrong) {
  EXPECT_EQ(
      check({"nowhere"}),
      (ProcessResult{
          3, "", "mintport: error: nowhere: no such file or folder; give files and folders of the port\n"}));
  EXPECT_EQ(check({"--rule", "torch"}).status, 2);
  EXPECT_EQ(
      check({"--diff", "HEAD..main"}),
      (ProcessResult{2, "",
                     "mintport: error: --diff compares a revision with the work tree; give HEAD.., and check "
                     "out main\n"}));
  write_a("x = '\xff'\n");
  const auto broken = check({});
  EXPECT_EQ(broken.status, 3);
  EXPECT_NE(broken.errors.find("mindone/diffusers/a.py:1: is not valid UTF-8"), broken.errors.npos)
      << broken.errors;
}

}  // namespace
}  // namespace mintport::testing
