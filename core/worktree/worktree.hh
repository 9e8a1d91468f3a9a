// A git work tree as the workbench and the converter use it. Paths are relative to the root, with '/'. The
// real one is app/git; FakeWorkTree (below in its own header) serves tests. Every call may fail with kind git
// or io, and then has changed nothing.
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
  TreeState index = TreeState::unmodified;  // HEAD against the index: what is staged
  TreeState work = TreeState::unmodified;   // the index against the work tree
  std::string renamed_from = {};            // HEAD's name of what is staged under another
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

// Where a line comes from.
struct LineOrigin {
  CommitSummary commit;    // with an empty id: it is not committed yet
  std::uint32_t line = 0;  // its number in that commit
  friend bool operator==(const LineOrigin&, const LineOrigin&) = default;
};

// commit.template: what messages begin with, and what its remarks begin with.
struct MessageTemplate {
  std::string text;  // empty: none is set
  std::string comment = "#";
  friend bool operator==(const MessageTemplate&, const MessageTemplate&) = default;
};

// The file that keeps others from changing the index.
struct IndexLock {
  std::string path;       // absolute
  std::string holder;     // "git (process 123)"; empty: it was left behind
  std::int64_t time = 0;  // when it was made, in seconds since the epoch
  friend bool operator==(const IndexLock&, const IndexLock&) = default;
};

// Asked about ten times a second while a hook runs. `program`: "the pre-commit hook". False stops it, and
// then what it was called for fails. What signs commits may ask on the terminal, and is waited for.
using Patience = std::function<bool(const std::string& program, std::chrono::milliseconds so_far)>;

class WorkTree {
 public:
  virtual ~WorkTree() = default;

  virtual std::string root() const = 0;     // absolute
  virtual std::string git_dir() const = 0;  // absolute
  virtual std::string branch() const = 0;   // "main"; short id when detached
  // Who would be the author of a commit made now: "Ann <ann@example.org>"; empty when git knows no name.
  virtual std::string author() const = 0;

  // Files in the work tree, sorted, ignored ones left out.
  virtual Result<std::vector<std::string>> list() = 0;
  // Only what is not clean. A staged rename stands under its new name; nested repositories are left out.
  virtual Result<std::map<std::string, FileStatus>> status() = 0;

  // May be called from any thread.
  virtual Result<std::string> read(const std::string& path) = 0;
  // Written beside, synced and renamed; folders are made; the mode of a file that is there stays. A path that
  // leaves the tree, also through a symlink, is refused.
  virtual Result<void> write(const std::string& path, std::string_view bytes) = 0;

  // The file, and folders above it that hold nothing then. Kind not_found when there is none.
  virtual Result<void> remove(const std::string& path) = 0;

  // Both in work tree form (line ends as the file there has them), so that they can be compared with what
  // read() gives.
  virtual Result<std::string> head_text(const std::string& path) = 0;  // kind not_found when HEAD lacks it
  virtual Result<std::string> staged_text(
      const std::string& path) = 0;  // kind not_found when the index lacks it
  // The index entry becomes `bytes` (in work tree form: filters and line ends are applied as `git add` does).
  // Keeps the mode; a new entry takes it from the work tree file.
  virtual Result<void> stage_text(const std::string& path, std::string_view bytes) = 0;
  virtual Result<void> stage_file(
      const std::string& path) = 0;  // as `git add PATH` (a deleted file: `git rm --cached`)
  // The same for many, with one read and one write of the index; what is neither in the work tree nor in the
  // index is passed over.
  virtual Result<void> stage_files(const std::vector<std::string>& paths) = 0;
  virtual Result<void> unstage_file(const std::string& path) = 0;  // as `git reset -- PATH`

  // Entries as they are, to be put back: nullopt for a file that the index lacks (or only announces).
  virtual Result<IndexEntries> index_entries(const std::vector<std::string>& paths) = 0;
  virtual Result<void> set_index_entries(const IndexEntries& entries) = 0;

  // Bytes in the object database, synced to disk. What nothing refers to (see keep) is there as long as
  // `git gc` lets it (two weeks unless configured).
  virtual Result<std::string> store(std::string_view bytes) = 0;  // gives the id
  virtual Result<std::string> stored(const std::string& id) = 0;  // kind not_found when it is gone
  // refs/mintport/undo: a tree that names these blobs, so that `git gc` leaves them; those named before may
  // go. Ids that git does not have are left out.
  virtual Result<void> keep(const std::set<std::string>& ids) = 0;

  virtual Result<HeadPlace> head_place() = 0;
  // The branch's tip becomes `to` (empty: the branch is unborn again); index and files stay. Kind refused
  // when HEAD is not at `from`, in the middle of a merge or rebase, and when that would take back a commit
  // that a remote-tracking branch holds.
  virtual Result<void> move_head(const HeadPlace& from, const std::string& to) = 0;

  // Hunks between two texts, by libgit2 (patience, minimal, no context). May be called from any thread.
  virtual Result<std::vector<LineHunk>> diff(std::string_view old_text, std::string_view new_text) = 0;

  // What is staged, as a new commit on HEAD: identities from git's configuration, `pre-commit` and
  // `commit-msg` hooks run as git runs them. Of the message, surplus blanks and empty lines go, lines with
  // '#' stay (as `git commit -m`); comments of an editor's template are the caller's to take out. A hook that
  // fails gives kind git with its output as the hint, and no commit.
  // Signed where git is configured so.
  virtual Result<CommitResult> commit(std::string_view message) = 0;
  // The same in the place of HEAD's commit, whose author stays; also with nothing staged. Kind refused when a
  // remote-tracking branch holds that commit.
  virtual Result<CommitResult> amend(std::string_view message) = 0;
  // For commits and branches from now on. Without one, programs run for as long as they take.
  virtual void set_patience(Patience) {}
  virtual Result<std::string> head_message() = 0;          // kind not_found when there is no commit yet
  virtual Result<MessageTemplate> message_template() = 0;  // kind git when the file cannot be read
  virtual Result<std::vector<CommitSummary>> log(std::size_t most) = 0;
  // Of a line (1-based) of `bytes`, which is what stands or will stand at `path`, in work tree form.
  virtual Result<LineOrigin> blame(const std::string& path, std::string_view bytes, std::uint32_t line) = 0;

  virtual Result<std::vector<std::string>> branches() = 0;  // local ones, sorted
  // A new branch at HEAD, and HEAD on it; files and index stay.
  virtual Result<void> create_branch(const std::string& name) = 0;
  // As `git switch`: changes that are not committed come along; kind refused where they would be lost.
  virtual Result<void> switch_branch(const std::string& name) = 0;

  virtual std::optional<IndexLock> index_lock() = 0;  // nullopt: it is not locked
  virtual Result<void> remove_index_lock() = 0;       // kind refused while a process holds it

  // refs/mintport/converted: the pure output of the last conversion.
  virtual Result<std::string> converted_text(const std::string& path) = 0;  // kind not_found
  // A commit whose tree holds these files over those of the last one.
  virtual Result<void> record_converted(const std::map<std::string, std::string>& files,
                                        std::string_view message) = 0;
};

}  // namespace mintport
