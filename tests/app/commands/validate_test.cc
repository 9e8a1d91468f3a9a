// `mintport validate` as people run it, with a fake harness: --python names a program that stands in for
// Python and runs it.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "support/git_sandbox.hh"
#include "support/process.hh"

namespace mintport::testing {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* kModels =
    "import torch\n\n\nclass Passes(ModelMixin):\n    pass\n\n\nclass Half(ModelMixin):\n    pass\n";

class Validate : public ::testing::Test {
 protected:
  void SetUp() override {
    sandbox_.write("hf/models/a.py", kModels);
    sandbox_.write("hf/b.py", "import torch\n\n\nclass Differs(Block):\n    x = torch.linalg.lstsq(1, 2)\n");
    sandbox_.write("port/models/a.py", kModels);
    sandbox_.write("port/b.py",
                   "import torch\n\n\nclass Differs(Block):\n    x = torch.linalg.lstsq(1, 2)\n");
    sandbox_.write("mintport.json", R"({"source": {"root": "hf"}, "port": {"root": "port"}})");
    write_file(python(), std::string("#!/bin/sh\nexec python3 ") + MINTPORT_FAKE_WORKER + "\n");
    fs::permissions(python(), fs::perms::owner_all);
    fs::create_directories(temporary());
  }
  fs::path python() const { return sandbox_.folder() / "fake-python"; }
  fs::path temporary() const { return sandbox_.folder() / "tmp"; }

  ProcessResult run_mintport(std::vector<std::string> arguments,
                             std::map<std::string, std::string> environment = {},
                             std::vector<std::string> before = {}) const {
    before.push_back(MINTPORT_PROGRAM);
    before.push_back("validate");
    before.insert(before.end(), arguments.begin(), arguments.end());
    environment["TERM"] = "dumb";
    environment["TMPDIR"] = temporary().string();
    return run(before, {.folder = sandbox_.root(), .environment = environment});
  }
  // Agrees to executing code, and names the interpreter.
  ProcessResult validate(std::vector<std::string> arguments,
                         std::map<std::string, std::string> environment = {}) const {
    arguments.insert(arguments.end(), {"--yes", "--python", python().string()});
    return run_mintport(std::move(arguments), std::move(environment));
  }
  std::string kept() const { return sandbox_.read(".git/mintport/validated.json"); }

  GitSandbox sandbox_;
};

TEST_F(Validate, RunsTheClassesOfAFile) {
  const auto all = validate({"port/models/a.py"});
  EXPECT_EQ(all.errors, "");
  EXPECT_EQ(all.out,
            "passed    Passes  model     max 2.5e-07  case: port        0.5 s\n"
            "passed    Half    model     max 2.5e-07  case: port        0.5 s\n"
            "2 classes: 2 passed; 1.0 s\n");
  EXPECT_EQ(all.status, 0);
  EXPECT_TRUE(fs::is_empty(temporary()));
}

TEST_F(Validate, SubjectsAreFilesFoldersAndClasses) {
  const auto classes = [&](std::vector<std::string> subjects) {
    subjects.insert(subjects.end(), {"--report", "json"});
    const Json json = Json::parse(validate(std::move(subjects)).out);
    std::string out;
    for (const Json& one : json["classes"]) out += one["class"].get<std::string>() + " ";
    return out;
  };
  EXPECT_EQ(classes({}), "Differs Passes Half ");
  EXPECT_EQ(classes({"models"}), "Passes Half ");
  EXPECT_EQ(classes({"hf/b.py", "Half"}), "Differs Half ");
  EXPECT_EQ(classes({"Passes", "models/a.py"}), "Passes Half ");
  const auto unknown = validate({"Nobody"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_EQ(unknown.errors,
            "mintport: error: no file, folder or class 'Nobody' in the port; give a path below 'port' or the "
            "name of a "
            "class\n");
}

TEST_F(Validate, FailuresOnALineWithAFindingAreTold) {
  // The fake harness says that the class's first line differs; the conversion has its finding on the line
  // below.
  sandbox_.write("port/b.py", "import torch\n\n\nclass Differs(torch.linalg.lstsq(1, 2)):\n    x = 1\n");
  sandbox_.write("hf/b.py", "import torch\n\n\nclass Differs(torch.linalg.lstsq(1, 2)):\n    x = 1\n");
  const auto failed = validate({"b.py", "--report", "json"});
  EXPECT_EQ(failed.status, 1);
  const Json json = Json::parse(failed.out);
  EXPECT_EQ(
      json["classes"][0]["error"],
      Json::parse(
          R"({"type": "Differs", "message": "the output of norm differs", "file": "port/b.py", "line": 4})"));
  EXPECT_EQ(json["classes"][0]["told"], true);
  EXPECT_EQ(json["totals"]["told"], 1);
}

TEST_F(Validate, ReportsGoToAFile) {
  EXPECT_EQ(validate({"models", "--report", "junit", "--report-file", "out.xml"}).out, "");
  EXPECT_TRUE(sandbox_.read("out.xml").starts_with("<?xml"));
}

TEST_F(Validate, RepeatsWhatPassesWithOtherTypesAndModes) {
  const auto out = validate({"--dtype", "float16", "--mode", "graph"}).out;
  EXPECT_NE(out.find("Passes (float16, graph)"), std::string::npos) << out;
  EXPECT_NE(
      out.find(
          "differs   port/models/a.py:8: Half (float16, graph) (equal, case: port)\n    the output is NaN\n"
          "    largest difference: nan, relative -\n"),
      std::string::npos)
      << out;
  EXPECT_EQ(out.find("Differs (float16"), std::string::npos) << out;
}

TEST_F(Validate, TheResultsAreKeptByBlobAndTwiceTheSame) {
  validate({"models"});
  const std::string once = kept();
  const Json json = Json::parse(once);
  ASSERT_EQ(json["results"].size(), 2U);
  EXPECT_EQ(json["results"][0]["blobs"]["port"].get<std::string>() + "\n",
            sandbox_.git({"hash-object", "port/models/a.py"}));
  validate({"models"});
  EXPECT_EQ(kept(), once);
}

TEST_F(Validate, AsksBeforeItExecutesCodeAndRemembersTheYes) {
  const auto refused = run_mintport({"models", "--python", python().string()});
  EXPECT_EQ(refused.status, 2);
  EXPECT_EQ(refused.errors,
            "mintport: error: " + sandbox_.root().string() +
                ": validate executes the Python code of this work tree; agree with --yes; mintport "
                "remembers it\n");
  EXPECT_EQ(validate({"models"}).status, 0);
  EXPECT_EQ(run_mintport({"models"}).status, 0) << "the yes and the interpreter are remembered";
}

TEST_F(Validate, NoInterpreterOrABrokenOneIsStatus3) {
  const auto none = run_mintport({"models", "--yes", "--python", "/nowhere/python"});
  EXPECT_EQ(none.status, 3);
  EXPECT_EQ(none.errors,
            "mintport: error: /nowhere/python: there is no program of this name; give an interpreter that "
            "has MindSpore "
            "with --python, or make one: mintport validate --setup DIR\n");
  const auto broken = validate({"models"}, {{"FAKE_BROKEN", "1"}});
  EXPECT_EQ(broken.status, 3);
  EXPECT_EQ(broken.errors,
            "mintport: error: " + python().string() +
                ": MindSpore does not import: No module named 'mindspore'; give an interpreter with "
                "--python, or make one: mintport validate --setup DIR\n");
  EXPECT_TRUE(fs::is_empty(temporary()));
}

TEST_F(Validate, AFileThatDoesNotParseIsAFailure) {
  sandbox_.write("port/c.py", "class A:\n    x = (\n");
  const auto failed = validate({"c.py"});
  EXPECT_EQ(failed.status, 1);
  EXPECT_EQ(failed.out,
            "stops     port/c.py:2: - (imports, no case)\n    SyntaxError: '(' was never closed\n1 class: 1 "
            "failed; 0 of "
            "the failures on a line with a finding; 0.0 s\n");
}

TEST_F(Validate, ACaseFileThatIsNotJsonIsNamed) {
  sandbox_.write("mintport-cases/A.json", "{\n  \"class\": \n}\n");
  const auto wrong = validate({"models"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_EQ(wrong.errors,
            "mintport: error: mintport-cases/A.json:3: this case file is not valid JSON; correct it, or "
            "delete it\n");
}

TEST_F(Validate, InterruptedItLosesNothingAndLeavesNothing) {
  sandbox_.write("port/b.py", "class Passes1(Block):\n    pass\n\n\nclass Sleeps(Block):\n    pass\n");
  const std::string processes = (sandbox_.folder() / "processes").string();
  const auto stopped =
      run_mintport({"b.py", "--yes", "--jobs", "1", "--python", python().string()},
                   {{"FAKE_PROCESSES", processes}}, {"timeout", "--preserve-status", "-s", "INT", "3"});
  EXPECT_EQ(stopped.status, 130);
  EXPECT_EQ(stopped.out,
            "passed    Passes1  block     max 2.5e-07  case: port        0.5 s\n"
            "1 class: 1 passed; stopped before the end; 0.5 s\n");
  EXPECT_EQ(Json::parse(kept())["results"].size(), 1U);
  EXPECT_TRUE(fs::is_empty(temporary()));
  std::istringstream ids(read_file(processes));
  for (std::string id; ids >> id;) {
    const fs::path process = "/proc/" + id + "/fd/0";  // a zombie has none
    for (int i = 0; i < 200 && fs::exists(process); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    EXPECT_FALSE(fs::exists(process)) << id;
  }
}

TEST_F(Validate, SetUpMakesAnInterpreterWithThePinnedPackages) {
  const fs::path log = sandbox_.folder() / "log";
  write_file(python(),
             "#!/bin/sh\necho \"$@\" >> " + log.string() +
                 "\n[ \"$2\" = venv ] && mkdir -p \"$3/bin\" && cp \"$0\" \"$3/bin/python\"\nexit 0\n");
  const auto made = run_mintport({"--setup", "env", "--python", python().string()});
  EXPECT_EQ(made.status, 0) << made.errors;
  EXPECT_EQ(made.out, (sandbox_.root() / "env/bin/python").string() + ": ready; use it with --python\n");
  EXPECT_EQ(read_file(log), "-m venv env\n-m pip install --no-deps -r env/mintport-requirements.txt\n");
  EXPECT_EQ(sandbox_.read("env/mintport-requirements.txt"),
            read_file(fs::path(MINTPORT_SOURCE_DIR) / "app/validate/requirements.txt"));
}

TEST_F(Validate, SetUpThatFailsIsAnError) {
  write_file(python(), "#!/bin/sh\nexit 9\n");
  const auto failed = run_mintport({"--setup", "env", "--python", python().string()});
  EXPECT_EQ(failed.status, 3);
  EXPECT_EQ(failed.errors,
            "mintport: error: `" + python().string() +
                " -m venv env` failed; correct what it reports above, and run the command again\n");
}

TEST_F(Validate, TheHarnessCanBeShown) {
  EXPECT_EQ(run_mintport({"--write-harness", "shown"}).status, 0);
  EXPECT_EQ(sandbox_.read("shown/worker.py"),
            read_file(fs::path(MINTPORT_SOURCE_DIR) / "app/validate/harness/worker.py"));
}

}  // namespace
}  // namespace mintport::testing
