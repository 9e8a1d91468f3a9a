// Git repositories as work trees, through libgit2. One thread at a time may use a work tree; several work
// trees may be open at once. Each call reads the index again, so git may be used at the same time. Each call
// leaves the index and the work tree as git would.
//
// Differences from git: custom filters (the `filter` and `working-tree-encoding` attributes) are refused, and
// so are commits in the middle of a rebase, cherry-pick or revert.
#pragma once

#include <memory>
#include <string>

#include "core/worktree/worktree.hh"

namespace mintport {

// Opens the repository whose work tree holds `path` (a folder or a file). Kind not_found if there is none;
// kind git if it is bare or git refuses it.
Result<std::unique_ptr<WorkTree>> open_repository(const std::string& path);

}  // namespace mintport
