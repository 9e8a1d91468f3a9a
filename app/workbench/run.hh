// Runs the workbench on a real work tree, in the terminal or as text.
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

// Runs until the user quits or a signal arrives. `theme` overrides the settings. `load` reloads the tables
// after the project's own have changed. Requires a terminal on stdin and stdout (else kind refused).
Result<void> run_workbench(WorkTree& tree, const Tables& tables, std::optional<Theme> theme, LoadTables load);

// Asks for the contents of mintport.json and writes it, unless the user quits. Requires a terminal, as above.
Result<void> set_up_workbench(WorkTree& tree, std::optional<Theme> theme = {});

// If the sources of mintport.json are not on this machine, asks for others, which this clone then uses,
// unless the user quits. Requires a terminal, as above.
Result<void> ask_for_sources(WorkTree& tree, std::optional<Theme> theme = {});

// Draws one file (its path below the source root) with all findings counted, at its first open finding, else
// at its first change that is not just a rename.
Result<Grid> draw_workbench(WorkTree& tree, const Tables& tables, const std::string& path, int rows,
                            int columns);

// Plays the keys and returns the last screen. Each key completes (findings counted) before the next, and its
// effects are real. Keys after a key that quits are ignored.
Result<Grid> replay_workbench(WorkTree& tree, const Tables& tables, std::span<const Key> keys, int rows,
                              int columns);

}  // namespace mintport::ui
