// Results of `mintport validate` in the workbench: findings, the page, the trailer of a commit, and the key
// that runs the classes.
#include <filesystem>

#include "app/workbench/bench.hh"
#include "app/workbench/program.hh"
#include "core/validate/store.hh"
#include "support/process.hh"

namespace mintport::ui {
namespace {

class ValidationBench : public Bench {
 protected:
  // Keeps a result that fails on the line of torch.linalg.lstsq, and shows the file.
  void fail_in_port() {
    convert();
    KeptResult kept = result();
    kept.result.ok = false;
    kept.result.rung = Rung::equal;
    kept.result.max_abs = 0.25;
    kept.result.layer = "norm";
    kept.result.error = ClassError{"Differs", "the output of norm differs", kPort, 6};
    kept.result.layers = {{.name = "norm",
                           .type = "LayerNorm",
                           .shape = {1, 4},
                           .ok = false,
                           .max_abs = 0.25,
                           .source = ValueRange{-1, 1, 0, 0.5},
                           .port = ValueRange{-2, 2, 0, 1},
                           .file = kPort,
                           .line = 5}};
    keep(kept);
  }
  KeptResult result() {
    KeptResult out;
    out.result = {.name = "Block", .file = kPort, .rung = Rung::equal, .ok = true, .max_abs = 2.5e-7};
    out.blobs = {tree.work[kPort], kSource};
    return out;
  }
  void keep(const KeptResult& kept) {
    ValidationStore store;
    store.keep(kept);
    desk.notes["validated.json"] = write_store(store);
    start(24, 110);
    keys("enter j enter");
  }
  std::size_t validation_findings() {
    const auto& findings = session->file()->findings;
    return static_cast<std::size_t>(std::count_if(
        findings.begin(), findings.end(),
        [](const TrackedFinding& found) { return found.finding.kind == FindingKind::validation; }));
  }
};

TEST_F(ValidationBench, AFailureIsAFindingUntilTheClassPasses) {
  fail_in_port();
  EXPECT_EQ(validation_findings(), 1U);
  EXPECT_TRUE(shows("Block fails beside the original: the output of norm differs")) << grid.text();
  keep(result());
  EXPECT_EQ(validation_findings(), 0U);
}

TEST_F(ValidationBench, ThePageShowsTheLadderAndTheLayers) {
  fail_in_port();
  keys("L");
  EXPECT_TRUE(shows("1 class: 1 failed")) << grid.text();
  EXPECT_TRUE(shows("✓ imports  ✓ builds  ✓ weights  ✗ equal")) << grid.text();
  EXPECT_TRUE(shows("the output of norm differs")) << grid.text();
  EXPECT_FALSE(shows("stale")) << grid.text();
  keys("j");
  EXPECT_TRUE(shows("torch      min -1        max 1         mean 0         std 0.5")) << grid.text();
  EXPECT_TRUE(shows("MindSpore  min -2        max 2         mean 0         std 1")) << grid.text();
  keys("enter");
  EXPECT_TRUE(status().starts_with(" models/a.py:5")) << status();
}

TEST_F(ValidationBench, AResultForOtherTextsIsStale) {
  convert();
  KeptResult older = result();
  older.blobs.port = "older";
  keep(older);
  keys("L");
  EXPECT_TRUE(shows("stale")) << grid.text();
  EXPECT_TRUE(shows("1 class: 1 passed")) << grid.text();
}

TEST_F(ValidationBench, TheTreeShowsTheRungReached) {
  fail_in_port();
  keys("1");
  EXPECT_TRUE(shows("✗equal")) << grid.text();
  keep(result());
  keys("1");
  EXPECT_TRUE(shows("✓equal")) << grid.text();
  tree.work[kPort] += "# edited\n";
  keys("r 1");
  EXPECT_TRUE(shows("~")) << grid.text();
  EXPECT_FALSE(shows("equal")) << grid.text();
}

TEST_F(ValidationBench, WithoutResultsThePageSaysSo) {
  convert();
  keys("L");
  EXPECT_TRUE(shows("no class of this file was run yet")) << grid.text();
  keys("enter esc");
  EXPECT_TRUE(status().starts_with(" models/a.py")) << status();
}

TEST_F(ValidationBench, TheCommitSaysWhatPassedWithTheStagedTexts) {
  convert();
  keep(result());
  keys("a");
  const std::string trailer = "Mintport-Validated: Block rtol=0.001 atol=0.001 max=2.5e-07";
  EXPECT_NE(session->commits().proposed_message()->find(trailer), std::string::npos);
  keys("a");
  tree.work[kPort] += "# edited\n";
  keys("r a");
  EXPECT_EQ(session->commits().proposed_message()->find("Mintport-Validated"), std::string::npos);
}

TEST_F(ValidationBench, AsksBeforeItExecutesCode) {
  convert();
  keys("V");
  EXPECT_TRUE(shows("executes the Python code of this work tree")) << grid.text();
  type("no");
  keys("enter");
  EXPECT_FALSE(session->validations().running());
}

// On a real repository, with a fake harness instead of Python.
TEST_F(Program, VRunsTheClassesOfTheFile) {
  namespace fs = std::filesystem;
  write("hf/models/a.py", "import torch\n\n\nclass Differs(torch.nn.Module):\n    pass\n");
  write("env/bin/python", std::string("#!/bin/sh\nexec python3 ") + MINTPORT_FAKE_WORKER + "\n");
  fs::permissions(root / "env/bin/python", fs::perms::owner_all);
  write(".git/keys", "enter j enter enter V \"yes\" enter L");
  const auto shown =
      testing::run({MINTPORT_PROGRAM, "open", "--keys", ".git/keys", "--dump", "110x24"},
                   {.folder = root, .environment = {{"VIRTUAL_ENV", (root / "env").string()}}});
  EXPECT_EQ(shown.status, 0) << shown.errors;
  EXPECT_NE(shown.out.find("✗ equal"), std::string::npos) << shown.out;
  EXPECT_NE(shown.out.find("the output of norm differs"), std::string::npos) << shown.out;
  EXPECT_NE(read(".git/mintport/validated.json").find("\"class\":\"Differs\""), std::string::npos);
}

TEST_F(Program, NOffersWhatIsReviewedButNotValidated) {
  write("hf/models/a.py", "import torch\n\n\nclass Block(torch.nn.Module):\n    pass\n");
  write(".git/keys", "enter j enter enter m n");
  const std::vector<std::string> line = {MINTPORT_PROGRAM, "open", "--keys", ".git/keys", "--dump", "110x24"};
  const auto unasked = testing::run(line, {.folder = root});
  EXPECT_NE(unasked.out.find("next: stage models/a.py, reviewed; a does"), std::string::npos) << unasked.out;
  write(".git/mintport/validate.json", "{\"consent\": \"2026-01-31\"}\n");
  write(".git/keys", "enter j enter n");
  const auto shown = testing::run(line, {.folder = root});
  EXPECT_NE(shown.out.find("next: stage models/a.py, reviewed but not validated; V validates, a stages"),
            std::string::npos)
      << shown.out;
}

}  // namespace
}  // namespace mintport::ui
