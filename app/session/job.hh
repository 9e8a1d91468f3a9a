// Long work in the background, as a job that consists of parts. A part computes in a thread, only from values
// that it owns. Its result is applied on the screen's thread between two keys. So a stopped job leaves only
// whole parts, and nothing waits for a lock.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "core/base/error.hh"

namespace mintport {

struct Job {
  // Runs on the screen's thread and applies the result of a part. An error ends the job.
  using Take = std::function<Result<void>()>;
  // Runs in the thread. Touches only values that it owns and constants.
  using Part = std::function<Take()>;
  struct End {
    std::size_t done = 0;  // parts whose results were applied
    bool stopped = false;  // by the user
  };

  std::string doing;  // "converting"
  std::size_t parts = 0;
  // Called on the screen's thread, in order, some parts ahead of the one being applied.
  std::function<Part(std::size_t)> part;
  // Called once, on the screen's thread, also after an error. The error is shown before the message that this
  // returns.
  std::function<Result<std::string>(const End&)> end;
};

// A part that computes nothing.
Job::Part only(Job::Take take);
// A job with one such part. Shows the message that `act` returns.
Job at_once(std::string doing, std::function<Result<std::string>()> act);

// Runs the whole job in this thread.
Result<std::string> run_job(Result<Job> job);

class JobRunner {
 public:
  // With `in_background` a thread runs the parts and calls `wake` after each; otherwise each call of work()
  // runs one.
  JobRunner(bool in_background, std::function<void()> wake);
  ~JobRunner();  // waits for the current part; does not call a job's end()
  JobRunner(const JobRunner&) = delete;
  JobRunner& operator=(const JobRunner&) = delete;

  void start(Job job);  // requires that no job runs
  bool running() const { return job_.has_value(); }
  std::string progress() const;  // "converting 12/695"
  // Applies finished parts. Returns the job's result once it has ended.
  std::optional<Result<std::string>> work();
  // Called while a part is applied: stops the job after this part.
  void stop_soon() { soon_ = true; }
  // Ends the running job with the parts applied so far. Drops the current part without waiting for it.
  Result<std::string> stop();

 private:
  void loop();
  void hand_out();
  Result<std::string> finish(bool stopped, std::optional<Error> error);

  const bool in_background_;
  const std::function<void()> wake_;
  std::optional<Job> job_;
  std::size_t next_ = 0, taken_ = 0;
  bool soon_ = false;

  std::mutex mutex_;  // guards the following members
  std::condition_variable changed_;
  std::deque<Job::Part> parts_;
  std::deque<Job::Take> done_;
  std::size_t round_ = 0;  // results of earlier rounds are dropped
  bool end_ = false;
  std::thread thread_;
};

}  // namespace mintport
