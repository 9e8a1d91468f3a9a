// A work tree in memory, for tests. Its state is public: fill the maps, call, compare the maps. It has no
// filters, modes, ignored files, hooks or conflicts, and a blob's id is its bytes. Otherwise it behaves as
// WorkTree specifies.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/worktree/worktree.hh"

namespace mintport {

class FakeWorkTree : public WorkTree {
 public:
  using Files = std::map<std::string, std::string>;  // path to bytes

  struct Commit {
    CommitSummary summary;
    std::string message;
    Files files;
    friend bool operator==(const Commit&, const Commit&) = default;
  };

  FakeWorkTree() = default;
  // Puts all of `committed` into work, index and head, with one commit "Begin": `FakeWorkTree tree{{"a.py",
  // "import torch\n"}};`
  FakeWorkTree(std::initializer_list<Files::value_type> committed) : FakeWorkTree(Files(committed)) {}
  explicit FakeWorkTree(Files committed);

  Files work, index, head;
  Files converted;              // the tree of refs/mintport/converted
  std::vector<Commit> commits;  // oldest first
  std::vector<Commit> left;     // commits that move_head took back, the last one at the end
  bool pushed = false;          // whether a remote has all commits
  // The next call that would change something returns this error instead; then it is reset.
  std::optional<Error> next_error;
  std::string hook_output;  // the output of every commit
  MessageTemplate wanted_message;
  std::string current = "main";  // current branch; all branches have the same commits
  std::set<std::string> branch_names = {"main"};
  GitState git;                   // but for the branch
  std::optional<IndexLock> lock;  // set: the index is locked; no other call is refused for it

  std::string root() const override { return "/fake"; }
  std::string git_dir() const override { return "/fake/.git"; }
  std::string branch() const override { return current; }
  GitState state() override {
    GitState out = git;
    out.branch = current;
    return out;
  }
  std::string author() const override { return "Fay <fay@example.org>"; }
  Result<std::vector<std::string>> list() override;
  Result<std::map<std::string, FileStatus>> status() override;
  Result<std::string> read(const std::string& path) override;
  Result<void> write(const std::string& path, std::string_view bytes) override;
  Result<std::string> head_text(const std::string& path) override;
  Result<std::string> staged_text(const std::string& path) override;
  Result<void> stage_text(const std::string& path, std::string_view bytes) override;
  Result<void> stage_file(const std::string& path) override;
  Result<void> stage_files(const std::vector<std::string>& paths) override;
  Result<void> unstage_file(const std::string& path) override;
  Result<void> remove(const std::string& path) override;
  Result<IndexEntries> index_entries(const std::vector<std::string>& paths) override;
  Result<void> set_index_entries(const IndexEntries& entries) override;
  Result<std::string> store(std::string_view bytes) override;
  Result<std::string> stored(const std::string& id) override;
  bool has_stored(const std::string& id) override { return stored(id).has_value(); }
  std::string blob_id(std::string_view bytes) const override;  // the bytes themselves
  Result<void> keep(const std::set<std::string>& ids) override;
  Result<HeadPlace> head_place() override;
  Result<void> move_head(const HeadPlace& from, const std::string& to) override;
  Result<std::vector<LineHunk>> diff(std::string_view old_text, std::string_view new_text) override;
  Result<CommitResult> commit(std::string_view message) override;
  Result<std::vector<CommitSummary>> log(std::size_t most) override;
  Result<LineOrigin> blame(const std::string& path, std::string_view bytes, std::uint32_t line) override;
  Result<CommitResult> amend(std::string_view message) override;
  Result<void> abort_merge() override;
  Result<std::string> head_message() override;
  Result<MessageTemplate> message_template() override { return wanted_message; }
  Result<std::vector<std::string>> branches() override;
  Result<void> create_branch(const std::string& name) override;
  Result<void> switch_branch(const std::string& name) override;
  std::optional<IndexLock> index_lock() override { return lock; }
  Result<void> remove_index_lock() override;
  Result<std::string> converted_text(const std::string& path) override;
  Result<void> record_converted(const std::map<std::string, std::string>& files,
                                std::string_view message) override;

 private:
  Result<void> check_change(const std::string* path);
};

}  // namespace mintport
