// A workbench without a terminal. Nothing runs in the background: each event completes (findings counted,
// jobs ended) before the next. Its effects on the work tree are real.
#pragma once

#include <optional>

#include "app/session/session.hh"
#include "app/session/surroundings.hh"
#include "app/workbench/workbench.hh"
#include "core/mapping/tables.hh"
#include "core/worktree/worktree.hh"
#include "views/input/event.hh"
#include "views/screen/grid.hh"

namespace mintport::ui {

class Headless {
 public:
  // The references must outlive this. See Session for `load`.
  Headless(WorkTree& tree, const Tables& tables, Surroundings& surroundings, int rows, int columns,
           LoadTables load = {});

  // Reads the project and shows its files. Errors: as Session::load. Call it first; after an error call
  // nothing else.
  Result<void> start();
  // Goes to the last place of this clone's workbench, else to the start page, as in a terminal.
  void resume();
  // Returns false if the workbench has ended; the screen keeps its last contents.
  bool handle(const Event& event);
  void resize(int rows, int columns);

  Session& session() { return session_; }
  Workbench& bench() { return *bench_; }
  const Grid& screen() const { return screen_; }

 private:
  Surroundings& surroundings_;
  Session session_;
  std::optional<Workbench> bench_;
  Grid screen_;
};

}  // namespace mintport::ui
