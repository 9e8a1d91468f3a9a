// A worker: a Python process that does one request at a time. Ends it when a request takes too long or too
// much memory. Private to this folder.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/validate/process.hh"
#include "core/validate/protocol.hh"

namespace mintport {

// How a worker ended while it was busy.
struct WorkerDeath {
  enum class Cause { exited, signalled, timeout, memory } cause = Cause::exited;
  int number = 0;           // the exit status or the signal
  double seconds = 0;       // since the request
  std::uint64_t bytes = 0;  // of `memory`: the limit
  std::string log;          // what it wrote to stderr since the request
};

struct WorkerNews {
  std::vector<validation::Event> events;  // of the current request, in order
  std::optional<WorkerDeath> death;       // after the events
};

class Worker {
 public:
  using Seconds = std::chrono::duration<double>;

  // `call` starts the process. `memory` is the limit in bytes of the process and all that it started; 0:
  // none.
  Worker(ProcessCall call, std::uint64_t memory) : call_(std::move(call)), memory_(memory) {}

  bool alive() const { return process_ != nullptr; }
  bool busy() const { return busy_; }
  bool ready() const { return ready_; }  // it did the request `start`
  int output() const { return process_->output(); }

  Result<void> begin();
  // Sends what `line_of` makes of the request's number. Requires that the worker is alive and not busy.
  template <class LineOf>
  void request(LineOf&& line_of, Seconds limit) {
    send(line_of(++id_), limit);
  }
  // Does not wait. After a death the worker is not alive, and begin() starts it anew.
  WorkerNews news();
  void end();

 private:
  void send(const std::string& line, Seconds limit);
  void take(const std::string& line, WorkerNews& news);
  std::optional<WorkerDeath> limit_reached();
  WorkerDeath death_of(int status) const;
  std::string log_since_request() const;

  const ProcessCall call_;
  const std::uint64_t memory_;
  std::unique_ptr<ChildProcess> process_;
  validation::RequestId id_ = 0;
  bool busy_ = false, ready_ = false;
  std::chrono::steady_clock::time_point since_{}, memory_seen_{};
  Seconds limit_{};
  std::uintmax_t log_from_ = 0;
};

}  // namespace mintport
