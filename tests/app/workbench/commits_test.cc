// Commits in the workbench: the check of staged changes, messages, and partial commits.
#include <gtest/gtest.h>

#include "app/git/repository.hh"
#include "app/workbench/bench.hh"
#include "support/git_sandbox.hh"

namespace mintport::ui {
namespace {

using Commits = Bench;

TEST_F(Commits, ThatWouldBreakStopUntilItIsSaidSo) {
  convert();
  tree.work[kPort] = pure + "import torch\nx = torch.cat(1)\n";
  keys("a");
  tree.work[kPort] = pure;  // the staged text counts
  keys("c ctrl-s");
  EXPECT_TRUE(shows("This commit would break")) << grid.text();
  EXPECT_TRUE(shows("torch.cat belongs to torch")) << grid.text();
  EXPECT_TRUE(shows("port/models/a.py:")) << grid.text();
  EXPECT_EQ(tree.commits.size(), 1u);
  keys("c");
  type("no");
  keys("enter");
  EXPECT_EQ(tree.commits.size(), 1u);
  keys("esc");
  EXPECT_TRUE(shows("Port models/a.py to MindSpore")) << grid.text();
  keys("ctrl-s c");
  type("yes");
  keys("enter");
  EXPECT_EQ(tree.commits.size(), 2u) << grid.text();
}

TEST_F(Commits, WithFindingsDoNotStop) {
  convert();
  keys("a c ctrl-s");
  EXPECT_EQ(tree.commits.size(), 2u) << grid.text();
  EXPECT_NE(tree.commits.back().message.find("\nMintport-Source: diffusers 0.35.1\nMintport-Rules: "),
            std::string::npos)
      << tree.commits.back().message;
}

TEST_F(Commits, OfAPartWithoutItsImportStop) {
  convert();
  keys("a");
  std::string staged = pure;
  staged.erase(staged.find("from mindspore import mint"), std::string("from mindspore import mint\n").size());
  tree.index[kPort] = staged;
  keys("r c ctrl-s");
  EXPECT_TRUE(shows("mint is imported in the work tree, but the import is not")) << grid.text();
  keys("enter");
  EXPECT_TRUE(status().starts_with(" models/a.py:")) << status();
}

TEST_F(Commits, HonourTheTemplate) {
  tree.wanted_message = {"Ticket: 7\n; what is this for?\n", ";"};
  convert();
  keys("a c");
  EXPECT_TRUE(shows("; what is this for?")) << grid.text();
  keys("ctrl-s");
  const std::string message = tree.commits.back().message;
  EXPECT_NE(message.find("\n\nTicket: 7\n\nMintport-Source: "), std::string::npos) << message;
}

TEST_F(Commits, AreAmended) {
  convert();
  keys("a c ctrl-s");
  keys(":");
  type("amend");
  keys("enter");
  EXPECT_TRUE(shows("Amend 0 files")) << grid.text();
  type("Better: ");
  keys("ctrl-s");
  ASSERT_EQ(tree.commits.size(), 2u);
  EXPECT_EQ(tree.commits.back().summary.subject, "Better: Port models/a.py to MindSpore");
  EXPECT_EQ(desk.notes["message"], "");
  keys(":");
  type("amend");
  keys("enter esc");
  EXPECT_TRUE(shows("not amended")) << grid.text();
}

TEST_F(Commits, FixUpAnotherOne) {
  convert();
  keys("a");
  keys(":");
  type("fixup");
  keys("enter");
  EXPECT_TRUE(shows("Fix up which commit?")) << grid.text();
  keys("enter");
  EXPECT_EQ(tree.commits.back().summary.subject, "fixup! Begin") << grid.text();
}

TEST_F(Commits, KnowBranchesAndLocks) {
  start();
  keys(":");
  type("branch port");
  keys("enter");
  EXPECT_TRUE(shows("on the new branch port")) << grid.text();
  keys(":");
  type("switch ma");
  EXPECT_TRUE(shows("switch main")) << grid.text();
  keys("tab enter");
  EXPECT_EQ(tree.branch(), "main");
  tree.lock = IndexLock{"/fake/.git/index.lock", "git (process 7)", 0};
  keys(":");
  type("unlock");
  keys("enter");
  EXPECT_TRUE(shows("git (process 7) holds the lock")) << grid.text();
  tree.lock->holder = "";
  keys(":");
  type("unlock");
  keys("enter");
  type("yes");
  keys("enter");
  EXPECT_EQ(tree.lock, std::nullopt) << grid.text();
}

class CommitsOnGit : public ::testing::Test {
 protected:
  void SetUp() override {
    git.commit({{"hf/models/a.py", kSource},
                {"hf/b.py", "x = 1\n"},
                {"mintport.json", kManifest},
                {"port/old.py", "1\n2\n3\n"}});
    git.write(kPort, "a = 1\n");
    git.write("port/b.py", "x = 1\n");
    open();
  }
  void open() {
    tree = *open_repository(git.root().string());
    session = std::make_unique<Session>(*tree, tables, desk, false);
    ASSERT_TRUE(session->load());
  }
  std::string subjects() const { return git.git({"log", "--format=%s"}); }
  std::string status() const { return git.git({"status", "--short", "-uall"}); }

  testing::GitSandbox git;
  std::unique_ptr<WorkTree> tree;
  Tables tables = *Tables::embedded();
  FakeDesktop desk;
  std::unique_ptr<Session> session;
};

TEST_F(CommitsOnGit, OfFilesEachByItself) {
  std::filesystem::rename(git / "port/old.py", git / "port/new.py");
  git.git({"add", "-A"});
  git.write(kPort, "a = 2\n");  // not staged
  session->refresh();
  EXPECT_EQ(finish(session->commits().commit_apart({"port/new.py"})).value_or("").substr(0, 9), "committed");
  EXPECT_EQ(git.git({"show", "--format=", "--name-status", "HEAD"}), "R100\tport/old.py\tport/new.py\n");
  EXPECT_EQ(status(), "A  port/b.py\nAM " + kPort + "\n");
  EXPECT_EQ(finish(session->commits().commit_apart(session->commits().staged_paths())),
            "made 2 commits, one for each file");
  EXPECT_EQ(subjects(),
            "Port models/a.py to MindSpore\nPort b.py to MindSpore\nRevise the port of new.py\nBegin\n");
  EXPECT_EQ(git.git({"show", "--format=", "--name-status", "HEAD"}), "A\t" + kPort + "\n");
  EXPECT_EQ(status(), " M " + kPort + "\n");
  EXPECT_EQ(git.git({"log", "-1", "--format=%(trailers:key=Mintport-Source)"}),
            "Mintport-Source: diffusers 0.35.1\n\n");
  EXPECT_TRUE(session->act(action::Undo{}));  // undoes both, because they were one job
  EXPECT_EQ(status(), "A  port/b.py\nAM " + kPort + "\n");
  EXPECT_EQ(git.git({"fsck", "--strict", "--no-dangling"}), "");
}

TEST_F(CommitsOnGit, OfRulesEachByItself) {
  std::filesystem::remove(git / "port/b.py");
  session->refresh();
  ASSERT_TRUE(session->open("models/a.py"));
  git.write(kPort, std::string(session->file()->conversion->text) + "# mine\n");
  git.git({"add", "-A"});
  const std::string tree_before = git.git({"write-tree"});
  session->refresh();
  const auto done = finish(session->commits().commit_by_rules());
  ASSERT_TRUE(done) << to_string(done.error());
  EXPECT_TRUE(done->ends_with("one for each rule and one for manual edits")) << *done;
  EXPECT_EQ(git.git({"rev-parse", "HEAD^{tree}"}), tree_before);
  EXPECT_EQ(status(), "");
  const std::string log = subjects();
  EXPECT_NE(log.find("Copy 1 file of diffusers 0.35.1\nBegin\n"), std::string::npos) << log;
  EXPECT_NE(log.find("Apply the rule "), std::string::npos) << log;
  const std::string first = git.git({"rev-list", "--reverse", "HEAD"}).substr(41, 40);
  EXPECT_EQ(git.git({"show", first + ":" + kPort}), kSource);
  EXPECT_EQ(git.git({"fsck", "--strict", "--no-dangling"}), "");
}

TEST_F(CommitsOnGit, OfRulesSayWhatEachChanged) {
  git.git({"add", "-A"});
  session->refresh();
  std::vector<std::string> trailers;
  for (const bool known : {false, true}) {
    if (known) session->count_all();
    ASSERT_TRUE(finish(session->commits().commit_by_rules()));
    trailers.push_back(
        git.git({"log", "--grep", "Apply the rule", "--format=%(trailers:key=Mintport-Rules)"}));
    ASSERT_TRUE(session->act(action::Undo{}));
  }
  EXPECT_EQ(trailers[0], trailers[1]);
  EXPECT_EQ(trailers[0].find(" 0\n"), std::string::npos) << trailers[0];
}

TEST_F(CommitsOnGit, TablesThatGitIgnoresAreFollowedAndNotOverwritten) {
  git.write(".gitignore", "tables/\n");
  git.write("mintport.json",
            R"({"source": {"root": "hf"}, "port": {"root": "port"}, "mappings": ["./tables/"]})");
  git.write("tables/own.json", R"({"entries": [{"source": "torch.linalg.lstsq", "target": "ours.lin.solve",
                                                "category": "function"}]})");
  open();
  ASSERT_TRUE(session->open("models/a.py"));
  EXPECT_NE(session->file()->conversion->text.find("ours.lin"), std::string::npos);
  EXPECT_EQ(session->state().manifest.mappings, std::vector<std::string>{"tables"});
}

TEST_F(Commits, ARequirementsFileThatIsNoTextIsCopied) {
  const FileConversion counted = run_conversion({"requirements.txt", "torch\xff\n", {}, nullptr});
  EXPECT_EQ(counted.conversion, nullptr);
  EXPECT_EQ(counted.error, "");
  EXPECT_NE(run_conversion({"a.py", "torch\xff\n", {}, nullptr}).error, "");
}

TEST_F(CommitsOnGit, OfRulesAreStoppedBetweenTwoAndTakenBackAsOne) {
  git.git({"add", "-A"});
  session->refresh();
  const std::string before = status(), head = git.git({"rev-parse", "HEAD"});
  auto job = session->commits().commit_by_rules();
  ASSERT_TRUE(job);
  JobRunner runner(false, [] {});
  runner.start(*std::move(job));
  while (subjects().find("Apply the rule") == std::string::npos) {
    const auto ended = runner.work();
    ASSERT_FALSE(ended) << (ended && *ended ? **ended : "an error");
  }
  EXPECT_EQ(runner.stop().value_or("").substr(0, 14), "stopped: made ");
  EXPECT_NE(subjects().find("\nCopy 2 files of diffusers 0.35.1\nBegin\n"), std::string::npos) << subjects();
  EXPECT_NE(status(), "");
  EXPECT_TRUE(session->act(action::Undo{}));
  EXPECT_EQ(status(), before);
  EXPECT_EQ(git.git({"rev-parse", "HEAD"}), head);
  EXPECT_TRUE(session->act(action::Redo{}));
  EXPECT_NE(subjects().find("Copy 2 files"), std::string::npos);
}

TEST_F(CommitsOnGit, AHookThatRefusesLeavesAllStaged) {
  git.git({"add", "-A"});
  git.hook("pre-commit", "exit 1\n");
  session->refresh();
  EXPECT_FALSE(finish(session->commits().commit_apart(session->commits().staged_paths())));
  EXPECT_EQ(status(), "A  port/b.py\nA  " + kPort + "\n");
}

TEST_F(CommitsOnGit, AnAmendmentIsTakenBack) {
  git.git({"add", "-A"});
  session->refresh();
  ASSERT_TRUE(session->commits().commit("One"));
  git.write("port/b.py", "x = 2\n");
  session->refresh();
  ASSERT_TRUE(session->index().toggle_files({"port/b.py"}));
  ASSERT_TRUE(session->commits().amend("Two"));
  EXPECT_EQ(subjects(), "Two\nBegin\n");
  EXPECT_TRUE(session->act(action::Undo{}));
  EXPECT_EQ(subjects(), "One\nBegin\n");
  EXPECT_EQ(status(), "M  port/b.py\n");
  EXPECT_TRUE(session->act(action::Redo{}));
  EXPECT_EQ(subjects(), "Two\nBegin\n");
  EXPECT_EQ(status(), "");
}

TEST_F(CommitsOnGit, ConflictsAreNotStaged) {
  git.commit({{"port/c.py", "1\n"}}, "One");
  git.git({"checkout", "-q", "-b", "side", "HEAD^"});
  git.commit({{"port/c.py", "2\n"}}, "Two");
  EXPECT_NE(git.try_git({"merge", "main"}).status, 0);
  session->refresh();
  // The merge added the others; the conflicting file is not staged.
  EXPECT_EQ(session->commits().staged_paths(), (std::vector<std::string>{"port/b.py", kPort}));
  std::vector<StagedBreak> found{{"not looked", 1, "", ""}};
  EXPECT_TRUE(finish(session->commits().check_staged([&](auto breaks) { found = std::move(breaks); })));
  EXPECT_EQ(found, std::vector<StagedBreak>{});
}

TEST_F(CommitsOnGit, ABreakStandsOnItsLineInTheWorkTree) {
  git.write("port/b.py", "x = gone.thing\n");
  session->refresh();
  ASSERT_TRUE(session->index().toggle_files({"port/b.py"}));
  git.write("port/b.py", "import gone\n\ny = 1\nx = gone.thing\n");
  session->refresh();
  std::vector<StagedBreak> found;
  EXPECT_TRUE(finish(session->commits().check_staged([&](auto breaks) { found = std::move(breaks); })));
  EXPECT_EQ(found, (std::vector<StagedBreak>{
                       {"port/b.py", 4, "gone is imported in the work tree, but the import is not staged",
                        "x = gone.thing"}}));
}

TEST_F(CommitsOnGit, AnotherBranchIsReadAnew) {
  git.git({"add", "-A"});
  session->refresh();
  ASSERT_TRUE(session->create_branch("side"));
  ASSERT_TRUE(session->commits().commit("Port"));
  EXPECT_TRUE(session->state().find("b.py")->committed);
  EXPECT_EQ(session->switch_branch("main"), "on the branch main");
  EXPECT_FALSE(session->state().find("b.py")->ported);
  EXPECT_EQ(session->switch_branch("side"), "on the branch side");
  EXPECT_TRUE(session->state().find("b.py")->committed);
}

TEST_F(Bench, AnotherBranchWithoutTheOpenFile) {
  for (const char* before : {"3", "2", "p", "?"}) {
    SCOPED_TRACE(before);
    tree.work["hf/models/a.py"] = kSource;
    start();
    bench->open("models/a.py");
    keys(before);
    tree.work.erase("hf/models/a.py");
    keys(":");
    type("switch main");
    keys("enter j enter");
    EXPECT_TRUE(status().starts_with(" b.py")) << status();
  }
}

TEST_F(Bench, ConvertsAFileOrFolderOnlyWhereThereIsOne) {
  start();
  keys("4 :");
  type("convert");
  keys("enter");
  EXPECT_TRUE(shows("no file is open")) << status();
  EXPECT_FALSE(tree.work.contains("port/b.py"));
}

TEST_F(Bench, TablesThatCannotBeReadAreToldAndKeepNothingElseBack) {
  tree.work["mintport.json"] =
      R"({"source": {"root": "hf"}, "port": {"root": "port"}, "mappings": ["mappings"]})";
  start();
  tree.work["mappings/ours.json"] = "{";
  keys("r");
  EXPECT_TRUE(shows("mappings/ours.json")) << grid.text();
  keys("x");
  tree.work["mappings/ours.json"] = "{{";
  bench->handle(Tick{});
  bench->draw(grid);
  EXPECT_TRUE(shows("mappings/ours.json")) << grid.text();
  tree.work["mappings/ours.json"] = "{{{";
  tree.work["hf/c.py"] = "z = 1\n";
  EXPECT_FALSE(session->switch_branch("main"));
  ASSERT_NE(session->state().find("c.py"), nullptr);
  EXPECT_FALSE(session->counting());
}

}  // namespace
}  // namespace mintport::ui
