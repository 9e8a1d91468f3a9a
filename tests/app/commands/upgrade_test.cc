// Runs `mintport upgrade` and `plan`, and checks the results with git.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "support/git_sandbox.hh"
#include "support/process.hh"

namespace mintport::testing {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

const std::string kOld =
    "import torch\n\n\ndef join(a, b):\n    return torch.cat([a, b])\n\n\ndef scale(x):\n    return x * 2\n";
const std::string kNew =
    "import torch\n\n\ndef join(a, b):\n    return torch.cat([a, b])\n\n\ndef scale(x):\n    return x * "
    "3\n\n\n"
    "def flip(x):\n    return torch.flip(x, [0])\n";

// A port in a repository that mintport has never used, and two upstream trees next to it.
class Upgrade : public ::testing::Test {
 protected:
  void SetUp() override {
    source("old", "m.py", kOld);
    source("new", "m.py", kNew);
    source("new", "extra.py", "import torch\n\nx = torch.ones(2)\n");
    const std::string port = converted(kOld);
    sandbox_.commit({{"port/m.py", port + "\n\ndef mine():\n    return 7\n"}});
  }
  void source(const std::string& side, const std::string& path, const std::string& text) const {
    write_file(sandbox_.folder() / side / path, text);
  }
  ProcessResult mintport(std::vector<std::string> arguments, std::string input = {}) const {
    arguments.insert(arguments.begin(), MINTPORT_PROGRAM);
    return run(arguments,
               {.folder = sandbox_.root(), .environment = {{"TERM", "dumb"}}, .input = std::move(input)});
  }
  ProcessResult upgrade(std::vector<std::string> more) const {
    std::vector<std::string> all = {"upgrade", "--from", "../old",    "--to", "../new",
                                    "--port",  "port",   "--profile", "none"};
    all.insert(all.end(), more.begin(), more.end());
    return mintport(all);
  }
  std::string converted(const std::string& text) const {
    return run({MINTPORT_PROGRAM, "convert", "-", "--profile", "none"}, {.input = text}).out;
  }
  static std::string last_lines(const std::string& out) {
    return out.substr(out.rfind('\n', out.rfind('\n', out.size() - 2) - 1) + 1);
  }

  GitSandbox sandbox_;
};

TEST_F(Upgrade, MergesStagesAndKeepsWorkByHand) {
  const auto result = upgrade({"--yes"});
  EXPECT_EQ(result.status, 0) << result.errors;
  EXPECT_EQ(last_lines(result.out), "1 file merged clean, 0 in conflict, 1 new, 0 gone\n0 conflicts\n");
  EXPECT_EQ(sandbox_.git({"status", "--short"}), "A  port/extra.py\nM  port/m.py\n");
  const std::string text = sandbox_.read("port/m.py");
  EXPECT_NE(text.find("def mine():\n    return 7\n"), text.npos) << text;
  EXPECT_NE(text.find("return x * 3\n"), text.npos) << text;
  EXPECT_NE(text.find("def flip(x):\n    return mint.flip(x, [0])\n"), text.npos) << text;
  EXPECT_EQ(sandbox_.git({"show", "refs/mintport/converted:port/m.py"}), converted(kNew));
}

TEST_F(Upgrade, GoesOnFromWhatItRecorded) {
  for (const char* side : {"old", "new"}) source(side, "never.py", "import torch\n");
  EXPECT_EQ(last_lines(upgrade({"--yes"}).out),
            "1 file merged clean, 0 in conflict, 1 new, 0 gone\n0 conflicts\n");
  sandbox_.git({"commit", "-qm", "Upgrade"});
  source("new", "m.py", kNew + "\n\ny = torch.ones(1)\n");
  const auto next = mintport({"upgrade", "--to", "../new", "--port", "port", "--profile", "none", "--yes"});
  EXPECT_EQ(last_lines(next.out), "1 file merged clean, 0 in conflict, 0 new, 0 gone\n0 conflicts\n")
      << next.errors;
  EXPECT_NE(next.out.find("1 upstream file skipped: not in the port"), std::string::npos) << next.out;
}

TEST_F(Upgrade, LeavesFilesAloneThatUpstreamDidNotTouch) {
  for (const char* side : {"old", "new"}) source(side, "same.py", "import torch\n\nx = torch.cat(y)\n");
  sandbox_.commit({{"port/same.py", "from mindspore import ops\n\nx = ops.cat(y)\n"}});
  upgrade({"--yes"});
  EXPECT_EQ(sandbox_.git({"status", "--short"}), "A  port/extra.py\nM  port/m.py\n");
}

TEST_F(Upgrade, ReportsWhatIsRespelled) {
  source("old", "m.py", "import torch\n\nx = torch.cat(y)\nz = 1\n");
  source("new", "m.py", "import torch\n\nx = torch.cat(y)\nz = 2\n");
  sandbox_.commit({{"port/m.py", "from mindspore import ops\n\nx = ops.cat(y)\nz = 1\n"}});
  const auto result = upgrade({"--yes", "--report-file", "../report.json"});
  EXPECT_NE(result.out.find("2 statements respelled"), std::string::npos) << result.out;
  EXPECT_EQ(sandbox_.read("port/m.py"), "from mindspore import mint\n\nx = mint.cat(y)\nz = 2\n");
  const Json files = Json::parse(read_file(sandbox_.folder() / "report.json")).at("files");
  const auto file =
      std::find_if(files.begin(), files.end(), [](const Json& one) { return one.at("path") == "m.py"; });
  ASSERT_NE(file, files.end());
  EXPECT_EQ(
      file->at("respellings"),
      Json::parse(
          R"-([{"line": 1, "before": "from mindspore import ops", "after": "from mindspore import mint"},
                             {"line": 3, "before": "x = ops.cat(y)", "after": "x = mint.cat(y)"}])-"));
}

TEST_F(Upgrade, SaysTheSumAndWritesNothingWithoutConsent) {
  const auto result = upgrade({});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(last_lines(result.out), "1 file merged clean, 0 in conflict, 1 new, 0 gone\n0 conflicts\n");
  EXPECT_EQ(sandbox_.git({"status", "--short"}), "");
  EXPECT_FALSE(sandbox_.try_git({"rev-parse", "--verify", "refs/mintport/converted"}).status == 0);
}

TEST_F(Upgrade, WritesWithoutStaging) {
  EXPECT_EQ(upgrade({"--yes", "--no-stage"}).status, 0);
  EXPECT_EQ(sandbox_.git({"status", "--short"}), " M port/m.py\n?? port/extra.py\n");
}

TEST_F(Upgrade, AbortRestores) {
  const std::string before = sandbox_.read("port/m.py");
  ASSERT_EQ(upgrade({"--yes"}).status, 0);
  EXPECT_EQ(mintport({"upgrade", "--abort", "--port", "port"}).status, 0);
  EXPECT_EQ(sandbox_.git({"status", "--short"}), "");
  EXPECT_EQ(sandbox_.read("port/m.py"), before);
  EXPECT_FALSE(sandbox_.try_git({"rev-parse", "--verify", "refs/mintport/converted"}).status == 0);
  EXPECT_EQ(mintport({"upgrade", "--abort", "--port", "port"}).status, 3);
}

// A statement that both sides changed.
class Dispute : public Upgrade {
 protected:
  void SetUp() override {
    Upgrade::SetUp();
    std::string text = sandbox_.read("port/m.py");
    text.replace(text.find("x * 2"), 5, "x * 5");
    sandbox_.commit({{"port/m.py", text}}, "Scale by five");
  }
};

TEST_F(Dispute, IsAConflictForGitWithDiff3Markers) {
  const auto result = upgrade({"--yes"});
  EXPECT_EQ(last_lines(result.out), "0 files merged clean, 1 in conflict, 1 new, 0 gone\n1 conflict\n");
  EXPECT_EQ(sandbox_.git({"status", "--short"}), "A  port/extra.py\nUU port/m.py\n");
  const std::string text = sandbox_.read("port/m.py");
  EXPECT_NE(
      text.find("<<<<<<< port\n    return x * 5\n||||||| old upstream, converted\n    return x * 2\n=======\n"
                "    return x * 3\n>>>>>>> new upstream, converted\n"),
      text.npos)
      << text;
  EXPECT_EQ(mintport({"upgrade", "--abort", "--port", "port"}).status, 0);
  EXPECT_EQ(sandbox_.git({"status", "--short"}), "");
}

TEST_F(Dispute, CanBeDecidedOrKeptInComments) {
  const auto text_with = [&](std::vector<std::string> options) {
    options.emplace_back("--yes");
    EXPECT_EQ(upgrade(options).status, 0);
    const std::string text = sandbox_.read("port/m.py");
    sandbox_.git({"reset", "--quiet", "--hard"});
    return text;
  };
  EXPECT_NE(text_with({"--favor", "ours"}).find("return x * 5\n"), std::string::npos);
  EXPECT_NE(text_with({"--favor", "theirs"}).find("return x * 3\n"), std::string::npos);
  EXPECT_NE(text_with({"--favor", "union"}).find("    return x * 5\n    return x * 3\n"), std::string::npos);
  EXPECT_NE(text_with({"--keep-parsable"}).find("    # <<<<<<< port\n    return x * 5\n    # |||||||"),
            std::string::npos);
}

TEST_F(Upgrade, LeavesWorkThatIsNotCommittedAlone) {
  sandbox_.write("port/m.py", "unsaved = 1\n");
  const auto result = upgrade({"--yes"});
  EXPECT_EQ(result.status, 4);
  EXPECT_EQ(sandbox_.read("port/m.py"), "unsaved = 1\n");
}

TEST_F(Upgrade, FollowsRenamedAndDeletedFiles) {
  fs::remove(sandbox_.folder() / "new/m.py");
  source("new", "moved/n.py", kNew);
  source("old", "dead.py", "import os\n\n\ndef gone(path):\n    return os.listdir(path)\n");
  sandbox_.commit(
      {{"port/dead.py", converted("import os\n\n\ndef gone(path):\n    return os.listdir(path)\n")}},
      "Add dead.py");
  const auto result = upgrade({"--yes"});
  EXPECT_EQ(last_lines(result.out), "1 file merged clean, 0 in conflict, 1 new, 1 gone\n0 conflicts\n");
  EXPECT_EQ(sandbox_.git({"status", "--short"}),
            "D  port/dead.py\nA  port/extra.py\nR  port/m.py -> port/moved/n.py\n");
  EXPECT_NE(sandbox_.read("port/moved/n.py").find("def mine()"), std::string::npos);
}

TEST_F(Upgrade, TakesRevisionsOfAClone) {
  const fs::path clone = sandbox_.folder() / "clone";
  const auto git = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "git");
    return run(arguments, {.folder = clone});
  };
  write_file(clone / "src/diffusers/__init__.py", "__version__ = \"1\"\n");
  write_file(clone / "src/diffusers/m.py", kOld);
  git({"init", "-q"});
  git({"add", "."});
  git({"commit", "-qm", "Old"});
  git({"tag", "v1"});
  write_file(clone / "src/diffusers/m.py", kNew);
  git({"commit", "-qam", "Scale by three"});
  git({"tag", "v2"});
  const auto listed = mintport({"upgrade", "--from", "v1..v2", "--clone", "../clone", "--commits"});
  EXPECT_EQ(listed.out.substr(listed.out.find(' ')), " Scale by three\n    src/diffusers/m.py\n");
  const auto result =
      mintport({"upgrade", "--from", "v1...v2", "--clone", "../clone", "--port", "port", "--yes"});
  EXPECT_EQ(last_lines(result.out), "1 file merged clean, 0 in conflict, 0 new, 0 gone\n0 conflicts\n")
      << result.errors;
}

TEST_F(Upgrade, PlanTellsOrderStateAndSupport) {
  source("new", "__init__.py", "__version__ = \"2\"\n_import_structure = {\"models\": [\"A\", \"B\"]}\n");
  source("new", "models/a.py",
         "import torch\nfrom ..m import join\n\n\nclass A(torch.nn.Module):\n    pass\n");
  source("new", "models/b.py", "class B:\n    pass\n");
  sandbox_.write("port/models/b.py", "class B:\n    pass\n");
  const auto plan = Json::parse(
      mintport({"plan", "../new", "--port", "port", "--target", "A", "--format", "json", "--profile", "none"})
          .out);
  ASSERT_EQ(plan["files"].size(), 2U) << plan;
  EXPECT_EQ(plan["source_version"], "2");
  EXPECT_EQ(plan["files"][0]["path"], "m.py");
  EXPECT_EQ(plan["files"][0]["state"], "behind");
  EXPECT_EQ(plan["files"][1]["path"], "models/a.py");
  EXPECT_EQ(plan["files"][1]["state"], "absent");
  EXPECT_EQ(plan["files"][1]["packages"]["torch"], "mindspore");
  EXPECT_EQ(mintport({"status", "../new", "--port", "port", "--format", "csv"}).out,
            "category,name,path,support,lacking,validated\nmodels,A,models/a.py,missing,0,\nmodels,B,models/"
            "b.py,present,0,\n");
  EXPECT_EQ(mintport({"plan", "../new", "--port", "-", "--target", "Nobody"}).status, 3);
}

}  // namespace
}  // namespace mintport::testing
