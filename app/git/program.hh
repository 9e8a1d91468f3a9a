// Runs another program and collects its output: hooks, and programs that sign commits. Private to this
// folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/worktree/worktree.hh"

namespace mintport {

struct ProgramCall {
  std::vector<std::string> words;  // the program (looked up in PATH unless it contains '/') and its arguments
  std::string folder;              // where it runs
  std::vector<std::string> environment;  // "NAME=value", the complete environment
  std::string_view input = {};           // sent to stdin
  bool one_output = false;               // true: `output` also receives stderr
  std::string name = {};                 // the program's name in messages
  // Null: there is no time limit, and the program may read the terminal. Otherwise the program runs in its
  // own process group, and the whole group is stopped when patience runs out.
  Patience patience = {};
};

struct ProgramRun {
  int status = 0;        // exit status; 128 + the number of the signal that ended it
  bool stopped = false;  // patience ran out
  std::string output, errors;
};

// Waits for the program's end. Returns 0, or errno if it could not be started; ENOEXEC: it has no "#!" line.
int run_program(const ProgramCall& call, ProgramRun& run);

}  // namespace mintport
