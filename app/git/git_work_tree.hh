// WorkTree on a libgit2 repository. Private to this folder; see repository.hh. What takes more than a screen
// is in the files that the members' comments name.
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
  std::string author() const override;

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
  Result<void> keep(const std::set<std::string>& ids) override;                        // undo.cc
  Result<HeadPlace> head_place() override;                                             // undo.cc
  Result<void> move_head(const HeadPlace& from, const std::string& to) override;       // undo.cc
  Result<std::vector<LineHunk>> diff(std::string_view old_text, std::string_view new_text) override;
  Result<CommitResult> commit(std::string_view message) override;  // commit.cc
  Result<CommitResult> amend(std::string_view message) override;   // commit.cc
  void set_patience(Patience patience) override { patience_ = std::move(patience); }
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
  // As stage_file, without writing the index.
  Result<void> stage_into(git_index* index, const std::string& path);

  GitLibrary library_;  // first, so that it goes last
  RepositoryHandle repository_;
  TreeFiles files_;
  Patience patience_;
};

// The index as it is on disk now.
Result<IndexHandle> fresh_index(git_repository* repository);

// Writes it back; `path`: the file that this is about, if it is about one. Forgets what cannot be written
// (staging.cc).
Result<void> write_index(git_index* index, const std::string& path = {});

// Refuses, with this hint, when a remote-tracking branch holds the commit (undo.cc).
Result<void> check_not_pushed(git_repository* repository, const git_oid& commit, std::string hint);

// The commit that HEAD is; a null handle when HEAD is unborn.
Result<CommitHandle> head_commit(git_repository* repository);

CommitSummary summarize(git_commit* commit);

// The settings in force, as one consistent view.
Result<ConfigHandle> settings(git_repository* repository);

}  // namespace mintport
