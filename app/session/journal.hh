// The steps that undo takes back, kept across restarts: a line of JSON for each thing that happens, appended
// and synced before it is done; texts are blobs in git's object database. After a kill, what the last line
// began is found in the world, done or not.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/session/surroundings.hh"
#include "core/review/state.hh"
#include "core/worktree/worktree.hh"

namespace mintport {

// nullopt: there is no such file, or it cannot be read.
std::optional<std::string> read_if_there(WorkTree& tree, const std::string& path);

std::vector<std::string> paths_of(const IndexEntries& entries);

class Journal {
 public:
  // Both must outlive this.
  Journal(WorkTree& tree, Surroundings& surroundings) : tree_(tree), surroundings_(surroundings) {}
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  // The last steps (at most kMostSteps) whose texts git still has. `state`: with the marks in force.
  History load(const State& state);

  // Before a step is done. What is not known yet stands as it is before. Errors: it cannot be kept, so that
  // it must not be done. `joins`: it and the last one are one step.
  Result<void> begin(const Step& step, bool joins = false);
  Result<void> begin_undo();
  Result<void> begin_redo();
  // Afterwards; a step that was begun is kept as it turned out, which may differ from what was begun.
  Result<void> end(const Step& step, bool joins = false);
  Result<void> end();
  Result<void> cancel();  // it was not done

  // The step with all that it left open read from the world.
  Step complete(Step step);

 private:
  Result<void> append(const char* what, const Step& step, bool joins);
  void keep_texts();

  WorkTree& tree_;
  Surroundings& surroundings_;
  std::set<std::string> blobs_;  // that the journal names
  std::size_t unkept_ = 0;       // lines that named some since git was told
};

// Whether it changed anything.
bool changes_anything(const Step& step);

}  // namespace mintport
