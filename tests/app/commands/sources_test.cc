// Every command finds the HF sources in the same place.
#include <gtest/gtest.h>

#include "support/git_sandbox.hh"

namespace mintport::testing {
namespace {

class SourcesOfCommands : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto site = git.folder() / "venv/lib/python3.12/site-packages";
    write_file(git.folder() / "venv/pyvenv.cfg", "");
    write_file(site / "diffusers-0.9.0.dist-info/METADATA", "");
    write_file(site / "diffusers/__init__.py", "__version__ = \"0.9.0\"\n");
    write_file(site / "diffusers/models/a.py",
               "import torch\n\n\ndef f(x):\n    return torch.cat([x, torch.linalg.lstsq(x)])\n");
    git.commit({{"mintport.json", R"({"source": {"root": "diffusers==0.9.0", "python": "../venv"},
                                      "port": {"root": "mindone/diffusers"}})"}});
  }
  ProcessResult mintport(std::vector<std::string> arguments, const std::string& folder = ".") const {
    arguments.insert(arguments.begin(), MINTPORT_PROGRAM);
    return run(arguments,
               {.folder = git / folder,
                .environment = {{"TERM", "dumb"}, {"VIRTUAL_ENV", (git.folder() / "venv").string()}}});
  }
  void expect(const ProcessResult& result, const std::string& text) const {
    EXPECT_EQ(result.status, 0) << result.errors;
    EXPECT_NE(result.out.find(text), std::string::npos) << result.out << result.errors;
  }

  GitSandbox git;
};

TEST_F(SourcesOfCommands, AreThoseOfAnInstalledPackage) {
  expect(mintport({"plan", "--format", "csv"}), "models/a.py,models,absent");
  expect(mintport({"findings", "."}), "diffusers==0.9.0/models/a.py:5: unmapped torch.linalg.lstsq");
  expect(mintport({"findings", ".", "models/a.py"}), "2 findings in 1 file");
  expect(mintport({"explain", "models/a.py:5"}), "torch.linalg.lstsq");
  expect(mintport({"open"}), "models/a.py");
  expect(mintport({"convert", "--src-root", "diffusers==0.9.0", "--dst-root", "mindone/diffusers"}), "");
  EXPECT_NE(git.read("mindone/diffusers/models/a.py").find("mint.cat"), std::string::npos);
  git.git({"add", "-A"});
  git.git({"commit", "-q", "-m", "Port"});
  expect(mintport({"upgrade", "--from", "diffusers==0.9.0", "--to", "diffusers==0.9.0", "--dry-run"}), "");
}

TEST_F(SourcesOfCommands, ThatAreMissingAreOffered) {
  git.write("mintport.json",
            R"({"source": {"root": "../hf", "version": "0.9.0"}, "port": {"root": "port"}})");
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"open"}, {"plan"}, {"findings", "."}}) {
    const ProcessResult result = mintport(command);
    EXPECT_NE(result.status, 0);
    EXPECT_NE(result.errors.find(
                  "source.root: no folder '../hf'; `git config mintport.source diffusers==0.9.0` uses "
                  "the installed one in this clone"),
              std::string::npos)
        << result.errors;
  }
  git.git({"config", "mintport.source", "diffusers==0.9.0"});
  expect(mintport({"plan", "--format", "csv"}), "models/a.py,models,absent");
}

TEST_F(SourcesOfCommands, AreBesideAPortInASubmodule) {
  write_file(git.folder() / "mindone/diffusers/__init__.py", "");
  run({"sh", "-c", "git init -q -b main && git add -A && git commit -q -m Begin"},
      {.folder = git.folder() / "mindone"});
  git.git({"-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../mindone", "mindone"});
  git.write("hf/a.py", "import torch\n\nx = torch.cat([])\n");
  git.write("mindone/mintport.json", R"({"source": {"root": "../hf"}, "port": {"root": "diffusers"}})");
  write_file(git.folder() / "keys", "ctrl-p \"a.py\" enter enter a c ctrl-s");
  const ProcessResult inside =
      mintport({"open", "--keys", (git.folder() / "keys").string(), "--dump", "100x24"}, "mindone");
  EXPECT_NE(inside.out.find("committed "), std::string::npos) << inside.out << inside.errors;
  EXPECT_EQ(run({"git", "log", "-1", "--format=%s", "--", "diffusers/a.py"}, {.folder = git / "mindone"}).out,
            "Port a.py to MindSpore\n");
  EXPECT_EQ(git.git({"log", "--format=%s"}), "Begin\n");
}

// mintport.json is in the outer repository, the port in a submodule: its staging and commits are there.
TEST_F(SourcesOfCommands, AreInTheRepositoryAroundThePort) {
  const std::filesystem::path inner = git / "mindone";
  const auto in_submodule = [&](const std::string& command) {
    return run({"sh", "-c", command}, {.folder = inner}).out;
  };
  write_file(git.folder() / "mindone/diffusers/__init__.py", "");
  run({"sh", "-c", "git init -q -b main && git add -A && git commit -q -m Begin"},
      {.folder = git.folder() / "mindone"});
  git.git({"-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../mindone", "mindone"});
  git.write("hf/a.py", "import torch\n\nx = torch.cat([])\ny = torch.linalg.lstsq(x)\n");
  git.write("mintport.json", R"({"source": {"root": "hf"}, "port": {"root": "mindone/diffusers"}})");
  git.git({"add", "--all"});
  git.git({"commit", "-q", "-m", "A submodule"});
  const auto open = [&](const std::string& keys) {
    write_file(git.folder() / "keys", keys);
    return mintport({"open", "--keys", (git.folder() / "keys").string(), "--dump", "100x24"});
  };
  EXPECT_NE(open("ctrl-p \"a.py\" enter enter a").out.find("staged mindone/diffusers/a.py"),
            std::string::npos);
  EXPECT_EQ(in_submodule("git status --short"), "A  diffusers/a.py\n");
  const ProcessResult committed = open("ctrl-p \"a.py\" enter ] w \"later\" enter c ctrl-s");
  EXPECT_NE(committed.out.find("committed "), std::string::npos) << committed.out << committed.errors;
  EXPECT_EQ(in_submodule("git log -1 --format=%s"), "Port a.py to MindSpore\n");
  EXPECT_EQ(git.git({"log", "-1", "--format=%s"}), "A submodule\n");
  EXPECT_EQ(git.git({"status", "--short"}), " M mindone\n M mintport.json\n");
  EXPECT_NE(open("u u u").out.find("undone: "), std::string::npos);  // the commit, the waiver, the staging
  EXPECT_EQ(in_submodule("git log -1 --format=%s"), "Begin\n");
  EXPECT_EQ(in_submodule("git status --short"), "?? diffusers/a.py\n");
  EXPECT_EQ(git.git({"status", "--short"}), " ? mindone\n");
  EXPECT_EQ(mintport({"stage", "-C", git.root().string()}).status, 0);
  EXPECT_EQ(in_submodule("git status --short"), "A  diffusers/a.py\n");
}

}  // namespace
}  // namespace mintport::testing
