// A workbench without a terminal: nothing runs beside it, and every event is answered in full (findings
// counted, jobs ended) before the next. What it does to the work tree is done for real.
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
  // `tree`, `tables` and `surroundings` outlive this. `load`: as Session takes it.
  Headless(WorkTree& tree, const Tables& tables, Surroundings& surroundings, int rows, int columns,
           LoadTables load = {});

  // Reads the project and shows its files. Errors: as Session::load. Nothing else may be called before it, or
  // after its failure.
  Result<void> start();
  // Where the last workbench of this clone was, else the start page: as in a terminal.
  void resume();
  // False when the workbench has ended; the screen stays the last one then.
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
