// A merge in progress: MERGE_HEAD and the files beside it in the git directory.
#pragma once

#include <vector>

#include "app/git/handles.hh"
#include "core/base/error.hh"

namespace mintport {

// The heads of the merge in progress, in order. Empty: there is none.
Result<std::vector<git_oid>> merge_heads(git_repository* repository);

// The commits that this commit merged: its parents but the first.
std::vector<git_oid> merged_by(git_commit* commit);

// Makes the repository be in the merge that this commit concluded, with the commit's message: the next commit
// on its first parent gets the same parents.
Result<void> begin_merge(git_repository* repository, const git_oid& commit);

// Ends only the merge. git_repository_state_cleanup would end every operation in progress.
void end_merge(git_repository* repository);

}  // namespace mintport
