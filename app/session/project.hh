// State that all parts of a session share: the work tree with its manifest and status, the state of the
// review, the tables in use and the journal. This class only reads and stores; Steps makes all changes.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/session/journal.hh"
#include "app/session/source_files.hh"
#include "app/session/surroundings.hh"
#include "core/convert/convert.hh"
#include "core/review/checked.hh"
#include "core/review/staging.hh"
#include "core/review/state.hh"
#include "core/validate/store.hh"
#include "core/worktree/worktree.hh"

namespace mintport {

// Loads the tables that a manifest asks for, including those of its mapping folders.
using LoadTables = std::function<Result<Tables>(const Manifest& manifest)>;

// An action refused to protect somebody's work, or because there is nothing to act on.
inline Error refused(std::string what, std::string hint = "") {
  return {ErrorKind::refused, "", 0, std::move(what), std::move(hint)};
}

bool is_staged(const FileStatus& status);  // false for a file in conflict
Staged staged_of(const FileStatus& status);

class Project {
 public:
  // The references must outlive this. `tables` are used until the project's own tables change. Without
  // `load`, those are laid over `tables`.
  Project(WorkTree& tree, const Tables& tables, Surroundings& surroundings, LoadTables load);

  WorkTree& tree;
  Surroundings& surroundings;
  Journal journal;
  State state;
  std::map<std::string, FileStatus> status;  // by path, of files that differ from HEAD
  GitState git;
  std::shared_ptr<const Tables> tables;  // in use
  SourceFiles sources;
  ValidationStore validations;                 // results of `mintport validate`
  std::map<std::string, CheckedText> checked;  // by path below the roots: what `mintport check` finds

  // Reads the manifest and the list of files. Errors: the manifest is missing or invalid.
  Result<void> read_tree();
  // Uses the given tables if they already include the project's own; otherwise calls follow_tables().
  Result<void> begin_tables();
  // Reloads the tables if the project's own have changed, and returns whether they have. Errors: they cannot
  // be read; the current tables stay in use.
  Result<bool> follow_tables();
  const std::map<std::string, std::string>& table_texts() const { return table_texts_; }

  // Takes over the steps and marks that another session recorded. Returns whether there were any.
  bool follow_journal();

  // Reads the results anew. Damaged ones count as none: the classes can be validated again.
  void read_validations();
  void read_status();
  void read_marks();
  void write_marks();

  std::string full(const std::string& path) const { return tree.root() + "/" + path; }
  // The path in HEAD: the old name of a staged rename.
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
  std::map<std::string, std::string> table_texts_;  // the project's own tables, by path
};

}  // namespace mintport
