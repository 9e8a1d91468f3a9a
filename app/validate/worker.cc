#include "app/validate/worker.hh"

#include <sys/wait.h>

#include <thread>

#include "app/tree/files.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

// Reading the memory of all processes takes a few milliseconds.
constexpr std::chrono::milliseconds kMemoryPeriod{200};

// The last event of a request.
bool is_last(const validation::Event& event) {
  return !std::holds_alternative<validation::RungPassed>(event.what) &&
         !std::holds_alternative<validation::ProgressNote>(event.what);
}

}  // namespace

Result<void> Worker::begin() {
  end();
  auto started = ChildProcess::start(call_);
  if (!started) return fail(started.error());
  process_ = *std::move(started);
  return {};
}

void Worker::end() {
  process_.reset();
  busy_ = ready_ = false;
}

void Worker::send(const std::string& line, Seconds limit) {
  busy_ = true;
  since_ = Clock::now();
  limit_ = limit;
  std::error_code error;
  log_from_ = fs::file_size(call_.log, error);
  if (error) log_from_ = 0;
  (void)process_->send(line);  // false: it has ended, which news() tells
}

WorkerNews Worker::news() {
  WorkerNews out;
  if (!alive()) return out;
  std::vector<std::string> lines;
  const bool ended = process_->ended().has_value();  // before the last lines are taken
  const bool open = process_->take_lines(lines);
  for (const std::string& line : lines) take(line, out);
  if (ended || !open) {
    // A process that has closed its output is about to end.
    for (int i = 0; i < 100 && !process_->ended(); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    out.death = death_of(process_->ended().value_or(0));
  } else if (busy_) {
    out.death = limit_reached();
  }
  if (out.death) end();
  return out;
}

void Worker::take(const std::string& line, WorkerNews& news) {
  auto event = validation::read_event(line);
  // Other lines are what a library printed; events of other requests are late.
  if (!event || !busy_ || event->id != id_) return;
  if (is_last(*event)) busy_ = false;
  if (std::holds_alternative<validation::Ready>(event->what)) ready_ = true;
  news.events.push_back(*std::move(event));
}

std::optional<WorkerDeath> Worker::limit_reached() {
  const auto now = Clock::now();
  WorkerDeath out{
      .cause = WorkerDeath::Cause::timeout, .seconds = Seconds(now - since_).count(), .bytes = memory_};
  if (now - since_ <= limit_) {
    if (memory_ == 0 || now - memory_seen_ < kMemoryPeriod) return std::nullopt;
    memory_seen_ = now;
    if (process_->memory() <= memory_) return std::nullopt;
    out.cause = WorkerDeath::Cause::memory;
  }
  process_->abort();  // the traceback says where it was
  out.log = log_since_request();
  return out;
}

WorkerDeath Worker::death_of(int status) const {
  const bool by_signal = WIFSIGNALED(status);
  return {.cause = by_signal ? WorkerDeath::Cause::signalled : WorkerDeath::Cause::exited,
          .number = by_signal ? WTERMSIG(status) : WEXITSTATUS(status),
          .seconds = Seconds(Clock::now() - since_).count(),
          .log = log_since_request()};
}

std::string Worker::log_since_request() const {
  const auto text = read_file(call_.log);
  if (!text) return "";
  return text->size() > log_from_ ? text->substr(static_cast<std::size_t>(log_from_)) : "";
}

}  // namespace mintport
