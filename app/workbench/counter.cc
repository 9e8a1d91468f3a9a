#include "app/workbench/counter.hh"

namespace mintport {

Counted count(CountJob job, const Tables& tables) {
  auto source = Source::make(job.path, std::move(job.bytes));
  if (!source) return {std::move(job.path), nullptr, to_string(source.error())};
  auto shared = std::make_shared<const Source>(std::move(*source));
  return {std::move(job.path), std::make_shared<const Conversion>(convert(shared, tables, job.options)), ""};
}

Counter::Counter(const Tables& tables, std::function<void()> wake)
    : tables_(tables), wake_(std::move(wake)), thread_([this] { work(); }) {}

Counter::~Counter() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Counter::add(CountJob job) {
  const std::lock_guard lock(mutex_);
  jobs_.push_back(std::move(job));
  changed_.notify_all();
}

std::vector<Counted> Counter::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(done_, {});
}

std::size_t Counter::waiting() const {
  const std::lock_guard lock(mutex_);
  return jobs_.size();
}

void Counter::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stop_ || !jobs_.empty(); });
    if (stop_) return;
    CountJob job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    Counted counted = count(std::move(job), tables_);
    lock.lock();
    done_.push_back(std::move(counted));
    if (wake_) wake_();
  }
}

}  // namespace mintport
