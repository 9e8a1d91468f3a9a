// Runs a program to its end and collects its output.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace mintport::testing {

struct ProcessOptions {
  std::filesystem::path folder;                    // working folder; empty: the current one
  std::map<std::string, std::string> environment;  // added to the caller's environment
  std::string input;                               // sent to stdin
};

struct ProcessResult {
  int status = 0;           // exit status; 128 + the number of the signal that ended it
  std::string out, errors;  // stdout and stderr
  friend bool operator==(const ProcessResult&, const ProcessResult&) = default;
};

// `arguments` begin with the program, which is looked up in PATH. Throws if it cannot be started.
ProcessResult run(const std::vector<std::string>& arguments, const ProcessOptions& options = {});

// Whether PATH contains the program.
bool is_installed(const std::string& program);

}  // namespace mintport::testing
