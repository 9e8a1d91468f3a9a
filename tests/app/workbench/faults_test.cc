// Faults that a first user met: what was wrong stays right.
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <functional>

#include "app/git/repository.hh"
#include "app/workbench/bench.hh"
#include "support/git_sandbox.hh"

namespace mintport::ui {
namespace {

using Faults = Bench;

TEST_F(Faults, AFieldAtTheEndOfALongCallIsFixedThere) {
  tree.work["hf/models/a.py"] =
      "class A:\n    def f(self, x):\n        out = self.prior(\n            x,\n            guess=1,\n"
      "        ).image_embeds\n        return out\n";
  tree.work["mintport.json"] =
      R"({"source": {"root": "hf"}, "port": {"root": "port"}, "target": "mindspore 2.10"})";
  tables.set_profile(*Profile::load("mindone"));
  convert_file();
  ASSERT_EQ(session->file()->findings.size(), 1u) << grid.text();
  EXPECT_EQ(session->file()->findings[0].code, ").image_embeds");
  std::string& text = tree.work[kPort];
  text.replace(text.find(".image_embeds"), 13, "[0]");
  keys("r");
  EXPECT_EQ(session->file()->findings[0].life, Life::fixed) << text;
}

TEST_F(Faults, AnImportThatNothingUsesIsRemovedByAFix) {
  convert();
  const auto import = [&]() -> const TrackedFinding& { return session->file()->findings.front(); };
  ASSERT_EQ(import().finding.symbol, "torch");
  EXPECT_TRUE(import().finding.fixes.empty());
  std::string& text = tree.work[kPort];
  text.replace(text.find("torch.linalg.lstsq(y)"), 21, "solved(y)  # was torch's");
  keys("r g ]");
  EXPECT_EQ(import().life, Life::open);
  EXPECT_TRUE(shows("no name from it is left")) << grid.text();
  keys("enter enter");
  EXPECT_EQ(tree.work[kPort].find("import torch"), std::string::npos) << tree.work[kPort];
  EXPECT_EQ(import().life, Life::fixed);
}

TEST_F(Faults, TheTextShiftsBackWhenALongLineIsLeft) {
  const std::string far(150, 'y');
  tree.work["hf/models/a.py"] = "import torch\n\n\ndef f(x, " + far + "):\n    return (x, " + far +
                                ", torch.linalg.lstsq(x))\n\n\ndef g():\n    return 1\n";
  convert_file();
  keys("g ] ]");
  EXPECT_TRUE(shows(", torch.linalg.lstsq(x)")) << grid.text();
  keys("j j");
  EXPECT_TRUE(shows("def g():")) << grid.text();
  keys("> g ] ] j");  // what a key chose stays
  EXPECT_FALSE(shows("def g():")) << grid.text();
}

TEST_F(Faults, FiguresThatAreNotKnownAreNotShown) {
  Session counting(tree, tables, desk, false);
  ASSERT_TRUE(counting.load());
  Workbench fresh(counting, desk);
  fresh.draw(grid);
  EXPECT_TRUE(row(0).find("0/2 done  … open") != std::string::npos) << row(0);
  fresh.show_start();
  fresh.draw(grid);
  EXPECT_TRUE(shows("… open") && shows("reading 0 of 2 files")) << grid.text();
}

TEST_F(Faults, OneEnterRunsACommandThatIsClear) {
  start();
  for (const char* line : {"q", "wq", "qui"}) {
    start();
    keys(":");
    type(line);
    keys("enter");
    EXPECT_TRUE(bench->done()) << line;
  }
  start();
  keys(":");
  type("ref");
  keys("enter");
  EXPECT_EQ(bench->where().above, "");
  keys(":");
  type("un");  // undo, unified, unlock
  keys("enter");
  EXPECT_EQ(bench->where().above, "picker: Command");
}

TEST_F(Faults, AWaiverChangesNothingElseInTheManifest) {
  tree.work["mintport.json"] =
      "{\n  \"source\": {\"root\": \"hf\", \"version\": \"0.35.1\"},\n  \"port\": {\"root\": \"port\"}\n}\n";
  convert();
  keys("g ] w");
  type("never reached");
  keys("enter");
  const std::string once = tree.work["mintport.json"];
  EXPECT_TRUE(
      once.starts_with("{\n  \"source\": {\"root\": \"hf\", \"version\": \"0.35.1\"},\n"
                       "  \"port\": {\"root\": \"port\"},\n  \"waived\": [\n    {\n"))
      << once;
  EXPECT_TRUE(once.ends_with("    }\n  ]\n}\n")) << once;
  keys("g ] w");
  type("nor this");
  keys("enter");
  const std::string twice = tree.work["mintport.json"];
  EXPECT_EQ(twice.substr(0, once.size() - 8), once.substr(0, once.size() - 8)) << twice;
  EXPECT_EQ(parse_manifest(twice)->waived.size(), 2u);
}

TEST_F(Faults, ACommitThatRevisesAFileTellsOnlyWhatIsNew) {
  convert();
  keys("g ] w");
  type("on the host");
  keys("enter a c");
  EXPECT_TRUE(shows("Mintport-Rules")) << grid.text();
  keys("ctrl-s");
  tree.head["mintport.json"] = tree.index["mintport.json"] = tree.work["mintport.json"];
  tree.work[kPort] += "# mine\n";
  keys("r g ] w");
  type("never reached");
  keys("enter a c");
  EXPECT_TRUE(shows("Revise the port of models/a.py")) << grid.text();
  EXPECT_TRUE(shows("never reached")) << grid.text();
  EXPECT_FALSE(shows("Mintport-Rules") || shows("on the host") || shows("change")) << grid.text();
}

// 50,000 lines, of which the port changed every second one.
class HugeFile : public ::testing::Test {
 protected:
  HugeFile() {
    for (int i = 0; i < 50'000; ++i) {
      const std::string line = "x_" + std::to_string(i) + " = make(" + std::to_string(i % 97) + ")";
      source += line + "\n";
      port += line + (i % 2 == 0 ? "\n" : "  # ours\n");
    }
    git.commit(
        {{"mintport.json", kManifest}, {"hf/big.py", source}, {"hf/b.py", "x = 1\n"}, {"port/big.py", port}});
    tree = *open_repository(git.root().string());
    session = std::make_unique<Session>(*tree, tables, desk, true);
    EXPECT_TRUE(session->load());
    bench = std::make_unique<Workbench>(*session, desk);
    bench->draw(grid);
  }
  void wait_until(const std::function<bool()>& done) {
    while (!done()) {
      desk.waker.wait();
      bench->handle(Wake{});
      bench->draw(grid);
    }
  }

  std::string source, port;
  testing::GitSandbox git;
  WakingDesk desk;
  Tables tables = *Tables::embedded();
  std::unique_ptr<WorkTree> tree;
  std::unique_ptr<Session> session;
  std::unique_ptr<Workbench> bench;
  Grid grid{24, 80};
};

TEST_F(HugeFile, IsOpenedInStepsThatEscStops) {
  bench->open("big.py");
  ASSERT_TRUE(bench->busy());
  bench->draw(grid);
  EXPECT_NE(grid.text().find("opening big.py 0/5"), std::string::npos) << grid.text();
  bench->handle(key_of(SpecialKey::escape));
  bench->draw(grid);
  EXPECT_FALSE(bench->busy());
  EXPECT_FALSE(session->file());
  EXPECT_NE(grid.text().find("stopped: big.py was not opened"), std::string::npos) << grid.text();
  bench->open("b.py");  // anything else works at once
  EXPECT_EQ(session->file()->path, "b.py");
  bench->open("big.py");
  wait_until([&] { return !bench->busy() && !session->counting(); });
  bench->handle(key_of('G'));
  bench->draw(grid);
  EXPECT_EQ(session->file()->path, "big.py");
  EXPECT_EQ(session->file()->code.diff.hunks.size(), 25'000u);
  EXPECT_NE(grid.text().find("x_49999 = make(44)  # ours"), std::string::npos) << grid.text();
}

TEST(FaultsOnGit, AReadOnlyFileStaysAsItIs) {
  const testing::GitSandbox git;
  git.commit({{"a.py", "1\n"}});
  auto tree = *open_repository(git.root().string());
  ASSERT_EQ(chmod((git / "a.py").c_str(), 0444), 0);
  const auto written = tree->write("a.py", "2\n");
  ASSERT_FALSE(written);
  EXPECT_EQ(to_string(written.error()), "a.py: is read-only; allow it with chmod u+w, then try again");
  EXPECT_EQ(git.read("a.py"), "1\n");
}

}  // namespace
}  // namespace mintport::ui
