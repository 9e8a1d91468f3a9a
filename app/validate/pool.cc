#include "app/validate/pool.hh"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <deque>
#include <optional>

#include "app/validate/traceback.hh"
#include "app/validate/worker.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;
using validation::ClassCase;
using validation::RequestId;
using Seconds = Worker::Seconds;

constexpr double kReadSeconds = 60;
constexpr double kReloadSeconds = 60;

// "signal 11 (Segmentation fault)"
std::string signal_name(int number) {
  return fmt::format("signal {} ({})", number, ::strsignal(number));
}

ClassError error_of(const WorkerDeath& death, double limit) {
  switch (death.cause) {
    case WorkerDeath::Cause::exited:
      return {"Exit", fmt::format("the code ended the interpreter with status {}", death.number)};
    case WorkerDeath::Cause::signalled:
      return {"Crash", "the interpreter was ended by " + signal_name(death.number) +
                           (death.number == SIGKILL ? "; the machine may be out of memory" : "")};
    case WorkerDeath::Cause::timeout:
      return {"Timeout", fmt::format("the class took longer than {:g} s; allow more with --timeout", limit)};
    case WorkerDeath::Cause::memory:
      return {"OutOfMemory",
              fmt::format("the class took more than {:.1f} GB of memory; allow more with --memory",
                          static_cast<double>(death.bytes) / 1e9)};
  }
  return {};
}

Rung next_rung(std::optional<Rung> passed) {
  if (!passed) return Rung::imports;
  return *passed == Rung::gradients ? Rung::gradients : static_cast<Rung>(static_cast<int>(*passed) + 1);
}

Error broken_interpreter(const std::string& python, std::string what, std::string hint) {
  if (hint.empty()) hint = "give an interpreter with --python, or make one: mintport validate --setup DIR";
  return {ErrorKind::not_found, python, 0, std::move(what), std::move(hint)};
}

Error death_at_start(const std::string& python, const WorkerDeath& death) {
  if (death.cause == WorkerDeath::Cause::timeout) {
    return broken_interpreter(
        python, fmt::format("the interpreter did not import the frameworks within {:.0f} s", death.seconds),
        "");
  }
  const std::string words = last_words(death.log);
  return broken_interpreter(
      python,
      error_of(death, death.seconds).message + " before it was ready" + (words.empty() ? "" : ": " + words),
      "");
}

// The message of Python for ENOSPC.
bool means_no_space(const ClassResult& result) {
  return result.error && result.error->message.find("No space left on device") != std::string::npos;
}

}  // namespace

// A worker and what it does.
struct WorkerPool::Slot {
  explicit Slot(ProcessCall call, std::uint64_t memory) : worker(std::move(call), memory) {}
  Worker worker;
  std::optional<ClassCase> wanted;  // unset: it starts, or waits
  std::optional<Rung> passed;       // of `wanted`
};

// One call of run().
class WorkerPool::Run {
 public:
  Run(WorkerPool& pool, const std::vector<ClassCase>& wanted, const RunSettings& settings,
      const PoolWatcher& watcher)
      : pool_(pool), settings_(settings), watcher_(watcher), queue_(wanted.begin(), wanted.end()) {}

  Result<bool> operator()() {
    auto done = work();
    if (done && *done) return done;
    for (const auto& slot : pool_.slots_) {
      slot->worker.end();
      slot->wanted.reset();
    }
    return done;
  }

 private:
  Result<bool> work() {
    while (true) {
      if (watcher_.stopped && watcher_.stopped()) return false;
      bool working = false;
      for (const auto& slot : pool_.slots_) {
        if (auto given = give(*slot); !given) return fail(given.error());
        working = working || slot->worker.busy();
      }
      if (!working) return true;
      pool_.wait_for_news();
      for (const auto& slot : pool_.slots_) {
        if (auto taken = take(*slot); !taken) return fail(taken.error());
      }
    }
  }

  // Starts the worker, or gives it the next class.
  Result<void> give(Slot& slot) {
    if (slot.worker.busy() || queue_.empty()) return {};
    (void)slot.worker.news();  // notices one that ended while it had nothing to do
    if (!slot.worker.alive()) {
      if (starting() >= queue_.size()) return {};
      if (auto begun = slot.worker.begin(); !begun) return begun;
    }
    if (!slot.worker.ready()) {
      say("", "imports the frameworks");
      slot.worker.request([&](RequestId id) { return validation::start_line(id, pool_.settings_.start); },
                          Seconds(pool_.settings_.start_seconds));
      return {};
    }
    slot.wanted = queue_.front();
    queue_.pop_front();
    slot.passed.reset();
    say(slot.wanted->name, "imports");
    slot.worker.request(
        [&](RequestId id) {
          return validation::validate_line(id, *slot.wanted, settings_.options, settings_.seconds,
                                           settings_.files);
        },
        Seconds(settings_.seconds + pool_.settings_.grace_seconds));
    return {};
  }

  // Workers that will ask for a class once they are ready.
  std::size_t starting() const {
    return static_cast<std::size_t>(
        std::count_if(pool_.slots_.begin(), pool_.slots_.end(),
                      [](const auto& slot) { return slot->worker.busy() && !slot->wanted; }));
  }

  Result<void> take(Slot& slot) {
    WorkerNews news = slot.worker.news();
    for (validation::Event& event : news.events) {
      auto taken = std::visit([&](auto& what) { return happened(slot, what); }, event.what);
      if (!taken) return taken;
    }
    if (!news.death) return {};
    if (slot.wanted) {
      died(slot, *news.death);
      return {};
    }
    if (!news.events.empty()) return {};  // it has said what is wrong
    return fail(death_at_start(pool_.settings_.python, *news.death));
  }

  Result<void> happened(Slot&, const validation::Ready& ready) {
    pool_.versions_ = ready.versions;
    return {};
  }
  Result<void> happened(Slot&, const validation::Broken& broken) {
    return fail(broken_interpreter(pool_.settings_.python, broken.message, broken.help));
  }
  Result<void> happened(Slot& slot, const validation::RungPassed& passed) {
    if (!slot.wanted) return {};
    slot.passed = passed.rung;
    say(slot.wanted->name, std::string(to_string(next_rung(passed.rung))));
    return {};
  }
  Result<void> happened(Slot& slot, const validation::ProgressNote& note) {
    if (slot.wanted) say(slot.wanted->name, note.message);
    return {};
  }
  Result<void> happened(Slot& slot, ClassResult& result) {
    if (!slot.wanted) return {};
    if (means_no_space(result)) {
      return fail({ErrorKind::io, pool_.settings_.start.scratch, 0, "no space left on the device",
                   "free some, or set TMPDIR to a folder elsewhere"});
    }
    finish(slot, std::move(result));
    return {};
  }
  Result<void> happened(Slot& slot, const validation::RequestFailed& failed) {
    if (!slot.wanted)
      return fail(
          broken_interpreter(pool_.settings_.python, "the worker does not start: " + failed.message, ""));
    finish(slot, unfinished(slot, {"Worker", failed.message}));
    return {};
  }
  template <class Other>
  Result<void> happened(Slot&, const Other&) {
    return {};
  }

  void died(Slot& slot, const WorkerDeath& death) {
    ClassError error = error_of(death, settings_.seconds);
    if (const auto place = place_in_traceback(death.log, pool_.settings_.start.port_root)) {
      error.file = place->file;
      error.line = place->line;
    }
    ClassResult result = unfinished(slot, std::move(error));
    result.seconds = death.seconds;
    if (const std::string words = last_words(death.log); !words.empty())
      result.notes = {"last output: " + words};
    finish(slot, std::move(result));
  }

  static ClassResult unfinished(const Slot& slot, ClassError error) {
    return {.name = slot.wanted->name,
            .file = slot.wanted->file,
            .kind = slot.wanted->kind,
            .rung = next_rung(slot.passed),
            .ok = false,
            .error = std::move(error)};
  }

  void finish(Slot& slot, ClassResult result) {
    const ClassCase wanted = *std::exchange(slot.wanted, std::nullopt);
    if (watcher_.result) watcher_.result(wanted, std::move(result));
  }

  void say(const std::string& name, const std::string& doing) const {
    if (watcher_.doing) watcher_.doing(name, doing);
  }

  WorkerPool& pool_;
  const RunSettings& settings_;
  const PoolWatcher& watcher_;
  std::deque<ClassCase> queue_;
};

WorkerPool::WorkerPool(PoolSettings settings) : settings_(std::move(settings)) {
  for (std::size_t i = 0; i < std::max(settings_.workers, 1U); ++i) slots_.push_back(slot_for(i));
}

WorkerPool::~WorkerPool() = default;

std::unique_ptr<WorkerPool::Slot> WorkerPool::slot_for(std::size_t number) const {
  const fs::path scratch = settings_.start.scratch;
  return std::make_unique<Slot>(
      ProcessCall{.words = {settings_.python, (settings_.harness / "worker.py").string()},
                  .folder = scratch,
                  // Nothing is written beside the code, and nothing is loaded from a hub.
                  .environment = {{"HF_HUB_OFFLINE", "1"},
                                  {"PYTHONDONTWRITEBYTECODE", "1"},
                                  {"PYTHONFAULTHANDLER", "1"},
                                  {"PYTHONUTF8", "1"},
                                  {"TMPDIR", scratch.string()},
                                  {"TRANSFORMERS_OFFLINE", "1"}},
                  .log = scratch / fmt::format("worker-{}.log", number + 1)},
      settings_.memory);
}

// At most a tenth of a second.
void WorkerPool::wait_for_news() const {
  std::vector<pollfd> outputs;
  for (const auto& slot : slots_) {
    if (slot->worker.alive()) outputs.push_back({slot->worker.output(), POLLIN, 0});
  }
  ::poll(outputs.data(), outputs.size(), 100);
}

Result<std::vector<validation::Classes>> WorkerPool::classes(const std::vector<std::string>& files,
                                                             const PoolWatcher& watcher) {
  std::vector<validation::Classes> out;
  Worker& worker = slots_.front()->worker;
  for (const std::string& file : files) {
    if (!worker.alive()) {
      if (auto begun = worker.begin(); !begun) return fail(begun.error());
    }
    worker.request(
        [&](RequestId id) { return validation::classes_line(id, file, settings_.start.port_root); },
        Seconds(kReadSeconds));
    while (worker.busy()) {
      if (watcher.stopped && watcher.stopped()) {
        worker.end();
        return out;
      }
      wait_for_news();
      const WorkerNews news = worker.news();
      for (const validation::Event& event : news.events) {
        if (const auto* listed = std::get_if<validation::Classes>(&event.what)) out.push_back(*listed);
        if (const auto* failed = std::get_if<validation::RequestFailed>(&event.what))
          out.push_back({.file = file, .error = ClassError{"Worker", failed->message, file, 0}});
      }
      if (news.death) return fail(death_at_start(settings_.python, *news.death));
    }
  }
  return out;
}

Result<bool> WorkerPool::run(const std::vector<ClassCase>& wanted, const RunSettings& settings,
                             const PoolWatcher& watcher) {
  return Run(*this, wanted, settings, watcher)();
}

void WorkerPool::reload(const std::vector<std::string>& files) {
  for (const auto& slot : slots_) {
    Worker& worker = slot->worker;
    if (!worker.ready() || worker.busy()) continue;
    worker.request([&](RequestId id) { return validation::reload_line(id, files); }, Seconds(kReloadSeconds));
    while (worker.busy()) {
      wait_for_news();
      (void)worker.news();  // a worker that dies starts anew at the next run
    }
  }
}

}  // namespace mintport
