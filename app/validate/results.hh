// What `mintport validate` keeps in <git dir>/mintport: the results, the user's consent to execute the code
// of the work tree, and the interpreter of the last run.
#pragma once

#include <string>

#include "core/base/error.hh"
#include "core/validate/store.hh"
#include "core/worktree/worktree.hh"

namespace mintport {

struct ValidationHabits {
  std::string consent;  // the day of it, "2026-01-31"; empty: nobody has agreed yet
  std::string python;   // empty: none was used yet
  friend bool operator==(const ValidationHabits&, const ValidationHabits&) = default;
};

// A file that is missing or damaged has no habits.
ValidationHabits read_habits(const WorkTree& tree);
Result<void> write_habits(const WorkTree& tree, const ValidationHabits& habits);

// Errors: the file cannot be read, or is damaged.
Result<ValidationStore> read_results(const WorkTree& tree);
Result<void> write_results(const WorkTree& tree, const ValidationStore& store);

}  // namespace mintport
