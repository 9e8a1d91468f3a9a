// The same review by keys and by commands leaves the same repository: commits with their messages and
// trailers, trees, index, mintport.json.
#include "app/commands/review_sandbox.hh"

namespace mintport::testing {
namespace {

class WholeSession : public ReviewSandbox {
 protected:
  // Everything that git shows of the repository, and the text of every file of the work tree.
  struct Repository {
    std::string log, tree, index, status, branches;
    std::map<std::string, std::string> files;
    friend bool operator==(const Repository&, const Repository&) = default;
  };
  Repository repository() const {
    Repository out{git({"log", "--format=%H%n%an %ae %ad%n%B"}),
                   git({"ls-tree", "-r", "HEAD"}),
                   git({"ls-files", "-s"}),
                   git({"status", "--short"}),
                   git({"for-each-ref", "refs/heads", "refs/tags"}),
                   {}};
    for (const auto& entry : std::filesystem::recursive_directory_iterator(sandbox_.root())) {
      const std::string path = std::filesystem::relative(entry.path(), sandbox_.root()).generic_string();
      if (entry.is_regular_file() && !path.starts_with(".git/")) out.files[path] = sandbox_.read(path);
    }
    return out;
  }
  // Sets everything back to the beginning.
  void begin_again() const {
    git({"reset", "-q", "--hard", git({"rev-list", "--max-parents=0", "HEAD"}).substr(0, 40)});
    git({"clean", "-q", "-f", "-d"});
    std::filesystem::remove_all(sandbox_ / ".git/mintport");
    std::filesystem::remove_all(sandbox_ / "port");
    out({"convert", "--src-root", "hf", "--dst-root", "port"});
    forget_steps();
  }
  void press(const std::string& keys) const {
    write_file(sandbox_.folder() / "keys", keys);
    screen_ = out({"open", ".", "--keys", (sandbox_.folder() / "keys").string(), "--dump", "120x36"});
  }
  std::string block(const std::string& symbol) const { return id("models/block.py", symbol); }

  mutable std::string screen_;
};

TEST_F(WholeSession, FixWaiveStageAndCommit) {
  press(R"(ctrl-p "block" enter
] ] enter enter
3 G w "only on the host" enter
esc a
ctrl-p "run.py" enter
a
4 / "mintport.json" enter a
c ctrl-s
)");
  const Repository by_keys = repository();
  ASSERT_NE(by_keys.log.find("Mintport-Waived: torch.linalg.lstsq in models/block.py: only on the host"),
            std::string::npos)
      << screen_ << by_keys.log << by_keys.status;
  begin_again();
  out({"fix", block(".repeat")});
  out({"waive", block("torch.linalg.lstsq"), "--reason", "only on the host"});
  out({"stage", "models/block.py", "run.py", "mintport.json"});
  out({"commit"});
  EXPECT_EQ(repository(), by_keys) << screen_;
}

TEST_F(WholeSession, FixEverywhereAndCommitEachFile) {
  press("f / \"repeat\" enter F a enter\n");  // a: what only may fit is not ticked in advance
  git({"add", "port"});
  press(": \"commit-files\" enter\n");
  const Repository by_keys = repository();
  begin_again();
  EXPECT_EQ(json({"fix", "--symbol", ".repeat"})["fixed"].size(), 3U);
  out({"stage"});
  EXPECT_EQ(json({"commit", "--per-file"})["commits"].size(), 3U);
  EXPECT_EQ(repository(), by_keys) << screen_;
}

TEST_F(WholeSession, CommitEachRule) {
  git({"add", "port/models/block.py"});
  press(": \"commit-rules\" enter\n");
  const Repository by_keys = repository();
  begin_again();
  out({"stage", "models/block.py"});
  out({"commit", "--per-rule"});
  EXPECT_EQ(repository(), by_keys) << screen_;
}

TEST_F(WholeSession, UndoAndRedo) {
  press("ctrl-p \"block\" enter\n] ] enter enter\na\nc ctrl-s\nu u u U U U u\n");
  const Repository by_keys = repository();
  ASSERT_EQ(by_keys.status, "A  port/models/block.py\n?? port/models/twins.py\n?? port/run.py\n") << screen_;
  begin_again();
  out({"fix", block(".repeat")});
  out({"stage", "models/block.py"});
  out({"commit"});
  out({"undo", "3"});
  out({"redo", "3"});
  out({"undo"});
  EXPECT_EQ(repository(), by_keys);
}

TEST_F(WholeSession, OneUndoesWhatTheOtherDid) {
  out({"fix", block(".repeat")});
  const std::string fixed = sandbox_.read("port/models/block.py");
  press("u\n");
  EXPECT_NE(sandbox_.read("port/models/block.py"), fixed) << screen_;
  press("U\n");
  EXPECT_EQ(sandbox_.read("port/models/block.py"), fixed) << screen_;
  out({"undo"});
  EXPECT_NE(sandbox_.read("port/models/block.py"), fixed);
}

}  // namespace
}  // namespace mintport::testing
