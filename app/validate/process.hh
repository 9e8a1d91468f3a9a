// A child process that talks over pipes, in a process group of its own, so that it can be ended with
// everything that it started. Private to this folder.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"

namespace mintport {

struct ProcessCall {
  std::vector<std::string> words;                  // the program and its arguments
  std::filesystem::path folder;                    // where it runs
  std::map<std::string, std::string> environment;  // laid over this process's
  std::filesystem::path log;                       // receives its stderr, appended
};

class ChildProcess {
 public:
  // Errors (kind not_found): the program cannot be started. The child ends with the thread that started it.
  static Result<std::unique_ptr<ChildProcess>> start(const ProcessCall& call);
  ~ChildProcess();  // ends the group
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  int output() const { return output_; }  // to poll
  // False: the child does not read any longer.
  bool send(std::string_view text);
  // Takes what the child has written so far, as whole lines without line feeds. Does not wait. False: the
  // child has closed its output, and everything was taken.
  bool take_lines(std::vector<std::string>& lines);

  // Status of waitpid(); nullopt while the child runs.
  std::optional<int> ended();
  // Resident memory of the whole group, in bytes.
  std::uint64_t memory() const;
  // Sends SIGABRT to the child, for which Python writes a traceback to the log. Waits for its end, at most a
  // second.
  void abort();
  // Ends the whole group, and waits for the child.
  void kill();

 private:
  ChildProcess() = default;

  pid_t child_ = 0;
  int input_ = -1, output_ = -1;
  std::optional<int> status_;
  std::string rest_;  // of an unfinished line
};

}  // namespace mintport
