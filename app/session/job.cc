#include "app/session/job.hh"

#include <sys/resource.h>
#include <unistd.h>

#include <memory>
#include <utility>

namespace mintport {
namespace {

constexpr std::size_t kAhead = 3;  // parts computed ahead, to keep the thread busy while the screen is drawn

}  // namespace

Job::Part only(Job::Take take) {
  return [take = std::move(take)] { return take; };
}

Job at_once(std::string doing, std::function<Result<std::string>()> act) {
  auto said = std::make_shared<std::string>();
  Job job{.doing = std::move(doing), .parts = 1, .part = {}, .end = {}};
  job.part = [said, act = std::move(act)](std::size_t) {
    return only([said, act]() -> Result<void> {
      auto done = act();
      if (!done) return fail(done.error());
      *said = *std::move(done);
      return {};
    });
  };
  job.end = [said](const Job::End& end) { return end.done == 1 ? *said : "stopped: nothing was done"; };
  return job;
}

Result<std::string> run_job(Result<Job> job) {
  if (!job) return fail(job.error());
  JobRunner runner(false, [] {});
  runner.start(*std::move(job));
  while (true) {
    if (auto ended = runner.work()) return *ended;
  }
}

JobRunner::JobRunner(bool in_background, std::function<void()> wake)
    : in_background_(in_background), wake_(std::move(wake)) {}

JobRunner::~JobRunner() {
  {
    const std::lock_guard lock(mutex_);
    end_ = true;
    parts_.clear();
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void JobRunner::start(Job job) {
  job_ = std::move(job);
  next_ = taken_ = 0;
  soon_ = false;
  if (!in_background_) return;
  if (!thread_.joinable()) thread_ = std::thread([this] { loop(); });
  hand_out();
  if (job_->parts == 0) wake_();
}

std::string JobRunner::progress() const {
  return job_->doing + " " + std::to_string(taken_) + "/" + std::to_string(job_->parts);
}

void JobRunner::hand_out() {
  while (next_ < job_->parts && next_ < taken_ + kAhead) {
    Job::Part part = job_->part(next_++);
    const std::lock_guard lock(mutex_);
    parts_.push_back(std::move(part));
    changed_.notify_all();
  }
}

std::optional<Result<std::string>> JobRunner::work() {
  if (!job_) return std::nullopt;
  std::deque<Job::Take> done;
  if (in_background_) {
    const std::lock_guard lock(mutex_);
    done.swap(done_);
  } else if (next_ < job_->parts) {
    done.push_back(job_->part(next_++)());
  }
  for (const Job::Take& take : done) {
    if (auto ok = take(); !ok) return finish(false, ok.error());
    ++taken_;
    if (soon_ && taken_ < job_->parts) return finish(true, std::nullopt);
  }
  if (taken_ == job_->parts) return finish(false, std::nullopt);
  if (in_background_) hand_out();
  return std::nullopt;
}

Result<std::string> JobRunner::stop() {
  return finish(true, std::nullopt);
}

Result<std::string> JobRunner::finish(bool stopped, std::optional<Error> error) {
  {
    const std::lock_guard lock(mutex_);
    parts_.clear();
    done_.clear();
    ++round_;
  }
  const Job job = *std::exchange(job_, std::nullopt);
  auto said = job.end({taken_, stopped});
  if (!error) return said;
  if (said && taken_ > 0) error->hint += (error->hint.empty() ? "" : "; ") + ("before that: " + *said);
  return fail(*std::move(error));
}

void JobRunner::loop() {
  // The screen's thread has priority. On Linux each thread has a niceness of its own, and 0 is this one.
  constexpr int kNicer = 5;
  (void)setpriority(PRIO_PROCESS, 0, kNicer);
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return end_ || !parts_.empty(); });
    if (end_) return;
    const Job::Part part = std::move(parts_.front());
    parts_.pop_front();
    const std::size_t round = round_;
    lock.unlock();
    Job::Take take = part();
    lock.lock();
    if (round != round_ || end_) continue;
    done_.push_back(std::move(take));
    wake_();
  }
}

}  // namespace mintport
