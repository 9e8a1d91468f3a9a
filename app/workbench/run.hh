// The workbench on a real work tree: in the terminal, or drawn as text where there is none.
#pragma once

#include <string>

#include "core/base/error.hh"
#include "core/mapping/tables.hh"
#include "core/worktree/worktree.hh"
#include "views/screen/grid.hh"

namespace mintport {

// Until the person quits or a signal comes. Needs a terminal on stdin and stdout (else kind refused).
Result<void> run_workbench(WorkTree& tree, const Tables& tables);

// One file (its path below the source root) as the workbench shows it when all findings are counted, at its
// first open finding, else at its first change that is more than a rename.
Result<Grid> draw_workbench(WorkTree& tree, const Tables& tables, const std::string& path, int rows,
                            int columns);

}  // namespace mintport
