// A git work tree, as the workbench and the converter use it. Paths are relative to the root, with '/'. The
// real implementation is in app/git; FakeWorkTree serves tests. Every call may fail with kind git or io, and
// has then changed nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"
#include "core/base/index_entry.hh"
#include "core/base/line_hunk.hh"

namespace mintport {

enum class TreeState { unmodified, added, modified, deleted, renamed, typechange, untracked, conflicted };

struct FileStatus {
  TreeState index = TreeState::unmodified;  // HEAD compared with the index
  TreeState work = TreeState::unmodified;   // the index compared with the work tree
  std::string renamed_from = {};            // HEAD's name of a staged rename
  friend bool operator==(const FileStatus&, const FileStatus&) = default;
};

struct CommitResult {
  std::string id;           // 40 hex digits
  std::string hook_output;  // what the hooks printed
  friend bool operator==(const CommitResult&, const CommitResult&) = default;
};

struct CommitSummary {
  std::string id, subject, author;
  std::int64_t time = 0;  // seconds since the epoch
  friend bool operator==(const CommitSummary&, const CommitSummary&) = default;
};

// The origin of a line.
struct LineOrigin {
  CommitSummary commit;    // empty id: not committed yet
  std::uint32_t line = 0;  // number in that commit
  friend bool operator==(const LineOrigin&, const LineOrigin&) = default;
};

// Where HEAD stands, and the operation of git that is in progress.
struct GitState {
  enum class Operation { none, merge, rebase, cherry_pick, revert, bisect } operation = Operation::none;
  std::string branch;     // "main"; of a rebase: the branch that it moves; detached: a short id
  bool detached = false;  // a rebase detaches HEAD by itself: false then
  // Of a merge: the branch, or a short id; of a rebase, a cherry-pick or a revert: the short id of the commit
  // that it goes onto, or is about.
  std::string other;
  std::size_t step = 0, steps = 0;    // of a rebase; 0: not known
  std::string message;                // MERGE_MSG, git's proposal for the commit; may be empty
  std::string upstream;               // "origin/main"; empty: the branch follows none
  std::size_t ahead = 0, behind = 0;  // commits
  friend bool operator==(const GitState&, const GitState&) = default;
};

// commit.template: the initial text of messages, and the prefix of comments in it.
struct MessageTemplate {
  std::string text;  // empty: none is set
  std::string comment = "#";
  friend bool operator==(const MessageTemplate&, const MessageTemplate&) = default;
};

// The lock file of the index.
struct IndexLock {
  std::string path;       // absolute
  std::string holder;     // "git (process 123)"; empty: no process holds it
  std::int64_t time = 0;  // creation time, in seconds since the epoch
  friend bool operator==(const IndexLock&, const IndexLock&) = default;
};

// Called about ten times a second while a hook runs. `program` is, for example, "the pre-commit hook".
// Returning false stops the hook, and the operation fails. Programs that sign commits are not covered: they
// may ask on the terminal and have no time limit.
using Patience = std::function<bool(const std::string& program, std::chrono::milliseconds so_far)>;

class WorkTree {
 public:
  virtual ~WorkTree() = default;

  virtual std::string root() const = 0;     // absolute
  virtual std::string git_dir() const = 0;  // absolute
  virtual std::string branch() const = 0;   // "main"; short id if detached
  virtual GitState state() = 0;
  // A setting of git's configuration, such as "mintport.source". Empty if it is not set.
  virtual std::string setting(const std::string&) const { return {}; }
  // Sets it for this clone; an empty value unsets it.
  virtual Result<void> set_setting(const std::string&, const std::string&) { return {}; }
  // The author of a commit made now: "Ann <ann@example.org>". Empty if git has no name.
  virtual std::string author() const = 0;

  // Files in the work tree, sorted, without ignored ones.
  virtual Result<std::vector<std::string>> list() = 0;
  // Contains only files that are not clean. A staged rename is listed under its new name. Nested repositories
  // are left out.
  virtual Result<std::map<std::string, FileStatus>> status() = 0;

  // May be called from any thread.
  virtual Result<std::string> read(const std::string& path) = 0;
  // Writes a temporary file, syncs and renames it. Creates folders and keeps the mode of an existing file.
  // Refuses a path that leaves the tree, also through a symlink.
  virtual Result<void> write(const std::string& path, std::string_view bytes) = 0;

  // Removes the file, and parent folders that become empty. Kind not_found if it does not exist.
  virtual Result<void> remove(const std::string& path) = 0;

  // head_text() and staged_text() return work tree form (with the line ends of the file there), to compare
  // with read().
  virtual Result<std::string> head_text(const std::string& path) = 0;  // kind not_found if HEAD lacks it
  virtual Result<std::string> staged_text(
      const std::string& path) = 0;  // kind not_found when the index lacks it
  // Sets the index entry to `bytes`, given in work tree form: filters and line ends apply as in `git add`.
  // Keeps the mode; a new entry takes it from the work tree file.
  virtual Result<void> stage_text(const std::string& path, std::string_view bytes) = 0;
  virtual Result<void> stage_file(
      const std::string& path) = 0;  // as `git add PATH` (a deleted file: `git rm --cached`)
  // Stages many files with one read and one write of the index. Skips paths that are neither in the work tree
  // nor in the index.
  virtual Result<void> stage_files(const std::vector<std::string>& paths) = 0;
  virtual Result<void> unstage_file(const std::string& path) = 0;  // as `git reset -- PATH`

  // The entries, to restore them later. nullopt: the index lacks the file, or has only an intent-to-add
  // entry.
  virtual Result<IndexEntries> index_entries(const std::vector<std::string>& paths) = 0;
  virtual Result<void> set_index_entries(const IndexEntries& entries) = 0;

  // Stores bytes in the object database, synced to disk. Objects without a reference (see keep) last until
  // `git gc` prunes them (after two weeks by default).
  virtual Result<std::string> store(std::string_view bytes) = 0;  // gives the id
  virtual Result<std::string> stored(const std::string& id) = 0;  // kind not_found if it was pruned
  virtual bool has_stored(const std::string& id) = 0;             // false if it was pruned
  // The id that store() would give, without storing anything. May be called from any thread.
  virtual std::string blob_id(std::string_view bytes) const = 0;
  // Makes refs/mintport/undo a tree of these blobs, so that `git gc` keeps them. Blobs of earlier calls may
  // go. Skips ids that git does not have.
  virtual Result<void> keep(const std::set<std::string>& ids) = 0;

  virtual Result<HeadPlace> head_place() = 0;
  // Moves the branch's tip to `to` (empty: the branch becomes unborn); index and files stay. Kind refused if
  // HEAD is not at `from`, during a merge or rebase, and if that would take back a commit that a
  // remote-tracking branch holds. Back from a merge commit to its first parent, the merge is in progress
  // again; forward to that commit, it ends.
  virtual Result<void> move_head(const HeadPlace& from, const std::string& to) = 0;

  // Hunks between two texts, by libgit2 (patience, minimal, no context). May be called from any thread.
  virtual Result<std::vector<LineHunk>> diff(std::string_view old_text, std::string_view new_text) = 0;

  // Commits the staged changes on HEAD. Identities come from git's configuration; the `pre-commit` and
  // `commit-msg` hooks run as in git. Removes surplus blanks and empty lines from the message but keeps lines
  // with '#' (as `git commit -m`); callers remove comments of a template. If a hook fails: kind git with its
  // output as the hint, and no commit. Signs if git is configured to.
  virtual Result<CommitResult> commit(std::string_view message) = 0;
  // Replaces HEAD's commit and keeps its author; also works with nothing staged. Kind refused if a
  // remote-tracking branch holds that commit.
  virtual Result<CommitResult> amend(std::string_view message) = 0;
  // For later commits and branch changes. Without it, programs have no time limit.
  virtual void set_patience(Patience) {}
  // Gives the merge in progress up, as `git merge --abort`: the files that it changed are as in HEAD again.
  // Kind refused if there is no merge, or if one of those files has changes that are not staged.
  virtual Result<void> abort_merge() = 0;
  virtual Result<std::string> head_message() = 0;          // kind not_found if there is no commit yet
  virtual Result<MessageTemplate> message_template() = 0;  // kind git if the file cannot be read
  virtual Result<std::vector<CommitSummary>> log(std::size_t most) = 0;
  // The origin of a line (1-based) of `bytes`, the current or future contents of `path` in work tree form.
  virtual Result<LineOrigin> blame(const std::string& path, std::string_view bytes, std::uint32_t line) = 0;

  virtual Result<std::vector<std::string>> branches() = 0;  // local branches, sorted
  // Creates a branch at HEAD and switches to it; files and index stay.
  virtual Result<void> create_branch(const std::string& name) = 0;
  // As `git switch`: uncommitted changes are kept; kind refused if they would be lost.
  virtual Result<void> switch_branch(const std::string& name) = 0;

  virtual std::optional<IndexLock> index_lock() = 0;  // nullopt: not locked
  virtual Result<void> remove_index_lock() = 0;       // kind refused while a process holds it

  // Reads refs/mintport/converted, the output of the last conversion.
  virtual Result<std::string> converted_text(const std::string& path) = 0;  // kind not_found
  // Commits a tree with these files laid over the last recorded ones.
  virtual Result<void> record_converted(const std::map<std::string, std::string>& files,
                                        std::string_view message) = 0;
};

}  // namespace mintport
