// WorkTree on a libgit2 repository. Private to this folder; see repository.hh. Each longer member is
// implemented in the file that its comment names.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/git/handles.hh"
#include "app/git/tree_files.hh"
#include "core/worktree/worktree.hh"

namespace mintport {

class GitWorkTree : public WorkTree {
 public:
  // `repository` has a work tree at `root` (canonical, no '/' at the end).
  GitWorkTree(RepositoryHandle repository, std::string root);

  std::string root() const override { return files_.root(); }
  std::string git_dir() const override;
  std::string branch() const override;
  GitState state() override;  // state.cc
  std::string author() const override;
  std::string setting(const std::string& name) const override;
  Result<void> set_setting(const std::string& name, const std::string& value) override;

  Result<std::vector<std::string>> list() override;             // status.cc
  Result<std::map<std::string, FileStatus>> status() override;  // status.cc
  Result<std::string> read(const std::string& path) override;
  Result<void> write(const std::string& path, std::string_view bytes) override;
  Result<std::string> head_text(const std::string& path) override;
  Result<std::string> staged_text(const std::string& path) override;
  Result<void> stage_text(const std::string& path, std::string_view bytes) override;  // staging.cc
  Result<void> stage_file(const std::string& path) override;                          // staging.cc
  Result<void> stage_files(const std::vector<std::string>& paths) override;           // staging.cc
  Result<void> unstage_file(const std::string& path) override;                        // staging.cc
  Result<void> remove(const std::string& path) override;
  Result<IndexEntries> index_entries(const std::vector<std::string>& paths) override;  // undo.cc
  Result<void> set_index_entries(const IndexEntries& entries) override;                // undo.cc
  Result<std::string> store(std::string_view bytes) override;                          // undo.cc
  Result<std::string> stored(const std::string& id) override;                          // undo.cc
  bool has_stored(const std::string& id) override;                                     // undo.cc
  std::string blob_id(std::string_view bytes) const override;                          // undo.cc
  Result<void> keep(const std::set<std::string>& ids) override;                        // undo.cc
  Result<HeadPlace> head_place() override;                                             // undo.cc
  Result<void> move_head(const HeadPlace& from, const std::string& to) override;       // undo.cc
  Result<std::vector<LineHunk>> diff(std::string_view old_text, std::string_view new_text) override;
  Result<CommitResult> commit(std::string_view message) override;  // commit.cc
  Result<CommitResult> amend(std::string_view message) override;   // commit.cc
  void set_patience(Patience patience) override { patience_ = std::move(patience); }
  Result<void> abort_merge() override;                           // merging.cc
  Result<std::string> head_message() override;                   // message.cc
  Result<MessageTemplate> message_template() override;           // message.cc
  Result<std::vector<std::string>> branches() override;          // branches.cc
  Result<void> create_branch(const std::string& name) override;  // branches.cc
  Result<void> switch_branch(const std::string& name) override;  // branches.cc
  std::optional<IndexLock> index_lock() override;                // lock.cc
  Result<void> remove_index_lock() override;                     // lock.cc
  Result<std::vector<CommitSummary>> log(std::size_t most) override;
  Result<LineOrigin> blame(const std::string& path, std::string_view bytes,
                           std::uint32_t line) override;                 // blame.cc
  Result<std::string> converted_text(const std::string& path) override;  // converted.cc
  Result<void> record_converted(const std::map<std::string, std::string>& files,
                                std::string_view message) override;

 private:
  // Like stage_file, but does not write the index.
  Result<void> stage_into(git_index* index, const std::string& path);

  // Commits between HEAD and its upstream, counted once for each pair of them.
  struct Distance {
    std::string head, upstream;
    std::size_t ahead = 0, behind = 0;
  };

  Library library_;  // the first member, so that it is destroyed last
  RepositoryHandle repository_;
  TreeFiles files_;
  Patience patience_;
  Distance distance_;
};

// The index, read from disk again.
Result<IndexHandle> fresh_index(git_repository* repository);

// Writes the index (staging.cc). `path` names the file in errors, if there is one. On failure, discards the
// changes.
Result<void> write_index(git_index* index, const std::string& path = {});

// Refuses with `hint` if a remote-tracking branch holds the commit (undo.cc).
Result<void> check_not_pushed(git_repository* repository, const git_oid& commit, std::string hint);

// HEAD's commit; a null handle if HEAD is unborn.
Result<CommitHandle> head_commit(git_repository* repository);

CommitSummary summarize(git_commit* commit);

// A consistent snapshot of the configuration.
Result<ConfigHandle> settings(git_repository* repository);

}  // namespace mintport
