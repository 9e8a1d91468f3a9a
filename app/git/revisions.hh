// What other revisions of a repository hold, and references as they are restored. `repository` is a path in
// its work tree, or of a bare repository.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/error.hh"

namespace mintport {

// Every file of a revision ("v0.35.1", a commit id, "main~3") with its bytes; links and submodules left out.
Result<std::map<std::string, std::string>> files_at(const std::string& repository,
                                                    const std::string& revision);

struct CommitFiles {
  std::string id, subject;
  std::vector<std::string> paths;  // that it touches, sorted
  friend bool operator==(const CommitFiles&, const CommitFiles&) = default;
};

// The commits of `to` that `from` has not, oldest first, merges left out.
Result<std::vector<CommitFiles>> commits_between(const std::string& repository, const std::string& from,
                                                 const std::string& to);

// The commit id that a reference stands at; empty when there is no such reference.
Result<std::string> reference_id(const std::string& repository, const std::string& name);
// Puts it there; an empty id deletes it.
Result<void> restore_reference(const std::string& repository, const std::string& name, const std::string& id);

// Makes each path an entry in conflict, with what each side has ("" : the side has no such file).
struct ConflictSides {
  std::string base, ours, theirs;
};
Result<void> stage_conflicts(const std::string& repository,
                             const std::map<std::string, ConflictSides>& conflicts);

}  // namespace mintport
