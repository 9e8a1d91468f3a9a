// The workbench on a real work tree: in the terminal, or drawn as text where there is none.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "app/session/session.hh"
#include "core/base/error.hh"
#include "core/mapping/tables.hh"
#include "core/worktree/worktree.hh"
#include "views/input/event.hh"
#include "views/screen/grid.hh"
#include "views/screen/theme.hh"

namespace mintport::ui {

// `theme`: instead of the settings' own. `load`: the tables anew, when the project's own have changed. Until
// the person quits or a signal comes. Needs a terminal on stdin and stdout (else kind refused).
Result<void> run_workbench(WorkTree& tree, const Tables& tables, std::optional<Theme> theme, LoadTables load);

// Asks what a work tree without a mintport.json needs, and writes it, unless the person leaves. Needs a
// terminal, as above.
Result<void> set_up_workbench(WorkTree& tree, std::optional<Theme> theme = {});

// One file (its path below the source root) as the workbench shows it when all findings are counted, at its
// first open finding, else at its first change that is more than a rename.
Result<Grid> draw_workbench(WorkTree& tree, const Tables& tables, const std::string& path, int rows,
                            int columns);

// The last screen after these keys, each answered in full (findings counted) before the next; what they do is
// done for real. Keys after one that quits are not pressed.
Result<Grid> replay_workbench(WorkTree& tree, const Tables& tables, std::span<const Key> keys, int rows,
                              int columns);

}  // namespace mintport::ui
