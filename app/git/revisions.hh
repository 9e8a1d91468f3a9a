// Reads revisions of a repository, and reads and restores references. `repository` is a path in its work
// tree, or of a bare repository.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/error.hh"

namespace mintport {

// Returns all files of a revision ("v0.35.1", a commit id, "main~3") and their bytes, without links and
// submodules.
Result<std::map<std::string, std::string>> files_at(const std::string& repository,
                                                    const std::string& revision);

// The id of the commit that a revision names. Kind not_found: it names none.
Result<std::string> commit_of(const std::string& repository, const std::string& revision);

struct CommitFiles {
  std::string id, subject;
  std::vector<std::string> paths;  // paths that the commit changes, sorted
  friend bool operator==(const CommitFiles&, const CommitFiles&) = default;
};

// The commits that `to` has and `from` lacks, oldest first, without merges.
Result<std::vector<CommitFiles>> commits_between(const std::string& repository, const std::string& from,
                                                 const std::string& to);

// The commit id that the reference points to; empty if the reference does not exist.
Result<std::string> reference_id(const std::string& repository, const std::string& name);
// Points the reference to `id`; an empty id deletes it.
Result<void> restore_reference(const std::string& repository, const std::string& name, const std::string& id);

// Marks each path as in conflict in the index, with the contents of each side ("": the side lacks the file).
struct ConflictSides {
  std::string base, ours, theirs;
};
Result<void> stage_conflicts(const std::string& repository,
                             const std::map<std::string, ConflictSides>& conflicts);

}  // namespace mintport
