// Running another program and taking what it prints: hooks, and what signs commits. Private to this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mintport {

struct ProgramCall {
  std::vector<std::string> words;  // the program (looked for in PATH unless it holds a '/'), its arguments
  std::string folder;              // where it runs
  std::vector<std::string> environment;  // "NAME=value", all of it
  std::string_view input = {};           // what it reads on stdin
  bool one_output = false;               // what it prints on stderr stands in `output` too
};

struct ProgramRun {
  int status = 0;  // exit status; 128 + the signal when one ended it
  std::string output, errors;
};

// Waits for its end. 0, or errno when it could not be started; ENOEXEC: it has no "#!" line.
int run_program(const ProgramCall& call, ProgramRun& run);

}  // namespace mintport
