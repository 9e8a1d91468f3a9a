// What all parts of a session share: the work tree with its manifest and status, the state of the review, the
// tables in use and the journal. Reads and keeps; what changes the world goes through Steps.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/session/journal.hh"
#include "app/session/surroundings.hh"
#include "core/convert/convert.hh"
#include "core/review/staging.hh"
#include "core/review/state.hh"
#include "core/worktree/worktree.hh"

namespace mintport {

// The tables as a manifest wants them, with those of its mapping folders.
using LoadTables = std::function<Result<Tables>(const Manifest& manifest)>;

// Stopped to protect somebody's work, or for want of something to work on.
inline Error refused(std::string what, std::string hint = "") {
  return {ErrorKind::refused, "", 0, std::move(what), std::move(hint)};
}

bool is_staged(const FileStatus& status);  // not what is in conflict
Staged staged_of(const FileStatus& status);

class Project {
 public:
  // All three must outlive this. `tables` are in use until the project's own change; without `load` those are
  // laid over `tables`.
  Project(WorkTree& tree, const Tables& tables, Surroundings& surroundings, LoadTables load);

  WorkTree& tree;
  Surroundings& surroundings;
  Journal journal;
  State state;
  std::map<std::string, FileStatus> status;  // of what differs from HEAD, by path
  std::shared_ptr<const Tables> tables;      // in use

  // The manifest and which files there are. Errors: no manifest, or one that cannot be read.
  Result<void> read_tree();
  // Takes the tables as they are, when the ones given have the project's own already; else follow_tables().
  Result<void> begin_tables();
  // True when the project's own tables have changed since: others are in use now. Errors: they cannot be
  // read; those in use stay.
  Result<bool> follow_tables();
  const std::map<std::string, std::string>& table_texts() const { return table_texts_; }

  void read_status();
  void read_marks();
  void write_marks();

  std::string full(const std::string& path) const { return tree.root() + "/" + path; }
  // A staged rename has its text in HEAD under the name that it had.
  std::string head_path(const std::string& path) const;
  ConvertOptions options_of(const std::string& path) const;  // without signatures
  std::vector<Waiver> waivers_of(const std::string& path) const;
  std::vector<std::string> staged_paths() const;

 private:
  std::vector<std::string> table_files() const;
  std::map<std::string, std::string> read_table_texts() const;
  Result<Tables> load_tables() const;

  const Tables& given_;
  const LoadTables load_;
  std::map<std::string, std::string> table_texts_;  // of the project's own, by path
};

}  // namespace mintport
