// Long work beside the screen: a job is done in parts, one after the other. What a part computes, it computes
// in a thread, of values that it holds itself; what it changes is changed on the screen's thread, between two
// keys. So a job that is stopped leaves whole parts, and nobody waits for a lock.
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
  // On the screen's thread: does what a part came to. An error ends the job.
  using Take = std::function<Result<void>()>;
  // In the thread: touches nothing but what it holds, and what never changes.
  using Part = std::function<Take()>;
  struct End {
    std::size_t done = 0;  // parts that were taken
    bool stopped = false;  // by the person
  };

  std::string doing;  // "converting"
  std::size_t parts = 0;
  // On the screen's thread, in order, and some parts before the one that is taken.
  std::function<Part(std::size_t)> part;
  // Once, on the screen's thread, also after an error (which is told before what this gives).
  std::function<Result<std::string>(const End&)> end;
};

// A part that has nothing to compute.
Job::Part only(Job::Take take);
// A job of one such part. What it gives is told.
Job at_once(std::string doing, std::function<Result<std::string>()> act);

class JobRunner {
 public:
  // `in_background`: parts are done by a thread, which calls `wake` after each; else by work(), one a call.
  JobRunner(bool in_background, std::function<void()> wake);
  ~JobRunner();  // waits for the part that is in work; ends no job
  JobRunner(const JobRunner&) = delete;
  JobRunner& operator=(const JobRunner&) = delete;

  void start(Job job);  // none runs
  bool running() const { return job_.has_value(); }
  std::string progress() const;  // "converting 12/695"
  // Takes what is done. How the job ended, when it did.
  std::optional<Result<std::string>> work();
  // From a part that is being taken: the job is stopped after it.
  void stop_soon() { soon_ = true; }
  // Ends the running job with what was taken. A part that is in work is dropped, and not waited for.
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

  std::mutex mutex_;  // of what follows
  std::condition_variable changed_;
  std::deque<Job::Part> parts_;
  std::deque<Job::Take> done_;
  std::size_t round_ = 0;  // what was begun in another one is dropped
  bool end_ = false;
  std::thread thread_;
};

}  // namespace mintport
