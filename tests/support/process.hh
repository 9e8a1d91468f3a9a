// Running a program to its end and taking what it printed.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace mintport::testing {

struct ProcessOptions {
  std::filesystem::path folder;                    // where to run; empty: here
  std::map<std::string, std::string> environment;  // over the caller's own
  std::string input;                               // its stdin
};

struct ProcessResult {
  int status = 0;           // exit status; 128 + the signal when one ended it
  std::string out, errors;  // stdout and stderr
  friend bool operator==(const ProcessResult&, const ProcessResult&) = default;
};

// `arguments` begin with the program, sought in PATH. Throws when it cannot be started.
ProcessResult run(const std::vector<std::string>& arguments, const ProcessOptions& options = {});

// Whether PATH has the program.
bool is_installed(const std::string& program);

}  // namespace mintport::testing
