// Real git repositories as work trees, through libgit2. A work tree is used by one thread at a time; several
// may be open at once. Each call reads the index anew, so that git may be run beside it; each leaves index
// and work tree as the git program would.
//
// What differs from the git program: custom filters (the `filter` and `working-tree-encoding` attributes) and
// commit.gpgsign are refused, as is committing in the middle of a rebase, cherry-pick or revert.
#pragma once

#include <memory>
#include <string>

#include "core/worktree/worktree.hh"

namespace mintport {

// The repository whose work tree holds `path` (a folder or a file). Kind not_found when there is none, kind
// git when it is bare or git refuses it.
Result<std::unique_ptr<WorkTree>> open_repository(const std::string& path);

}  // namespace mintport
