// Running another program and taking what it prints: hooks, and what signs commits. Private to this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/worktree/worktree.hh"

namespace mintport {

struct ProgramCall {
  std::vector<std::string> words;  // the program (looked for in PATH unless it holds a '/'), its arguments
  std::string folder;              // where it runs
  std::vector<std::string> environment;  // "NAME=value", all of it
  std::string_view input = {};           // what it reads on stdin
  bool one_output = false;               // what it prints on stderr stands in `output` too
  std::string name = {};                 // what it is called to people
  // Null: it may take as long as it takes, and may ask on the terminal. Else it is in a process group of its
  // own, and is stopped with all that it started.
  Patience patience = {};
};

struct ProgramRun {
  int status = 0;        // exit status; 128 + the signal when one ended it
  bool stopped = false;  // patience was at its end
  std::string output, errors;
};

// Waits for its end. 0, or errno when it could not be started; ENOEXEC: it has no "#!" line.
int run_program(const ProgramCall& call, ProgramRun& run);

}  // namespace mintport
