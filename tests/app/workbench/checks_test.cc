// The findings of `mintport check` in the workbench.
#include <gtest/gtest.h>

#include "app/git/repository.hh"
#include "app/workbench/bench.hh"
#include "support/git_sandbox.hh"

namespace mintport::ui {
namespace {

class ChecksOfTheOpenFile : public ::testing::Test {
 protected:
  ChecksOfTheOpenFile() {
    git.commit({{"hf/a.py", "def f(x):\n    return x\n"},
                {"mintport.json", kManifest},
                {"port/__init__.py", ""},
                {"port/a.py", "def f(x):\n    return x\n"}});
    tree = *open_repository(git.root().string());
    session = std::make_unique<Session>(*tree, tables, desk, false);
    EXPECT_TRUE(session->load());
    session->count_all();
    bench = std::make_unique<Workbench>(*session, desk);
    bench->draw(grid);
  }
  void keys(std::string_view names) {
    const auto parsed = parse_keys(names);
    for (const Key& key : *parsed) bench->handle(key);
    bench->draw(grid);
  }
  void check() {
    session->checks().check_now();
    bench->refresh();
    bench->draw(grid);
  }
  bool shows(std::string_view text) { return grid.text().find(text) != std::string::npos; }
  std::size_t open() { return session->state().find("a.py")->count(Life::open); }

  testing::GitSandbox git;
  FakeDesktop desk;
  Tables tables = *Tables::embedded();
  std::unique_ptr<WorkTree> tree;
  std::unique_ptr<Session> session;
  std::unique_ptr<Workbench> bench;
  Grid grid{30, 100};
};

TEST_F(ChecksOfTheOpenFile, AreFindingsThatAreExplainedAndWaived) {
  bench->open("a.py");
  check();
  EXPECT_EQ(open(), 0u) << grid.text();
  git.write("port/a.py", "def f(x):\n    return lacking(x)\n");
  keys("r");
  check();
  ASSERT_EQ(open(), 1u) << grid.text();
  const TrackedFinding& found = session->file()->findings.front();
  EXPECT_EQ(found.finding.kind, FindingKind::convention);
  EXPECT_EQ(found.finding.rule, "undefined-name");
  EXPECT_EQ(found.line, 2u);
  keys("g ] ?");
  EXPECT_TRUE(shows("finding: lacking (convention)")) << grid.text();
  EXPECT_TRUE(shows("undefined-name")) << grid.text();
  keys("esc w");
  for (const char c : std::string("bound by exec")) bench->handle(key_of(static_cast<char32_t>(c)));
  keys("enter");
  EXPECT_EQ(open(), 0u) << grid.text();
  git.write("port/a.py", "# moved\ndef f(x):\n    return lacking(x)\n");
  keys("r");
  check();
  EXPECT_EQ(session->state().find("a.py")->count(Life::waived), 1u);
  git.write("port/a.py", "def f(x):\n    return x\n");
  keys("r");
  EXPECT_TRUE(session->file()->findings.empty()) << grid.text();
}

TEST_F(ChecksOfTheOpenFile, ComeInTheBackground) {
  git.write("port/a.py", "def f(x):\n    return lacking(x)\n");
  WakingDesk waking;
  Session beside(*tree, tables, waking, true);
  ASSERT_TRUE(beside.load());
  Workbench other(beside, waking);
  other.open("a.py");
  // The first event feeds the thread; from then on the thread wakes.
  for (other.handle(Wake{}); beside.counting() || beside.provisional() || beside.file()->findings.empty();
       other.handle(Wake{}))
    waking.waker.wait();
  other.draw(grid);
  EXPECT_TRUE(shows("lacking")) << grid.text();
  ASSERT_FALSE(beside.file()->findings.empty());
  EXPECT_EQ(beside.file()->findings.at(0).finding.rule, "undefined-name");
}

TEST_F(ChecksOfTheOpenFile, FollowTheSettingsOfTheProject) {
  git.write(
      "mintport.json",
      R"({"source": {"root": "hf"}, "port": {"root": "port"}, "check": {"rules": {"undefined-name": "off"}}})");
  git.write("port/a.py", "def f(x):\n    return lacking(x)\n");
  keys("r");
  bench->open("a.py");
  check();
  EXPECT_EQ(open(), 0u) << grid.text();
}

}  // namespace
}  // namespace mintport::ui
