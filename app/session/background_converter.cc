#include "app/session/background_converter.hh"

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/names/names.hh"
#include "core/syntax/arena.hh"

namespace mintport {
namespace {

// Sizes in bytes. The pinned diffusers has 225 files above the first limit, whose conversions are kept, and
// about 70 above the second, whose colours are also kept.
constexpr std::size_t kLarge = 32 * 1024, kLargest = 56 * 1024;

}  // namespace

FileConversion run_conversion(ConversionJob job) {
  auto source = Source::make(job.path, std::move(job.bytes));
  if (!source) {
    // A file that is not Python is copied without an error.
    std::string error = is_python(job.path) ? to_string(source.error()) : "";
    return {std::move(job.path), nullptr, std::move(error)};
  }
  auto shared = std::make_shared<const Source>(std::move(*source));
  auto conversion = std::make_shared<const Conversion>(convert(shared, *job.tables, job.options));
  FileConversion out{std::move(job.path), conversion, ""};
  if (job.compare) out.by_hand = job.compare(*conversion);
  if (job.keep_large && shared->size() >= kLarge) {
    LargeFile large{conversion, {}};
    if (shared->size() >= kLargest) {
      large.sides = {CodeSide::make("", std::string(shared->text()), true),
                     CodeSide::make("", conversion->text, true)};
    }
    out.large = std::make_shared<const LargeFile>(std::move(large));
  }
  return out;
}

BackgroundConverter::BackgroundConverter(ReadSignatures read, std::function<void()> wake)
    : read_(std::move(read)), wake_(std::move(wake)), thread_([this] { work(); }) {}

BackgroundConverter::~BackgroundConverter() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

const SignatureIndex& BackgroundConverter::signatures() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return has_signatures_; });
  return signatures_;
}

bool BackgroundConverter::has_signatures() const {
  const std::lock_guard lock(mutex_);
  return has_signatures_;
}

void BackgroundConverter::add(ConversionJob job) {
  const std::lock_guard lock(mutex_);
  jobs_.push_back(std::move(job));
  changed_.notify_all();
}

std::vector<FileConversion> BackgroundConverter::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(done_, {});
}

void BackgroundConverter::order_all(std::string package) {
  const std::lock_guard lock(mutex_);
  to_order_ = std::move(package);
  changed_.notify_all();
}

std::shared_ptr<const FileOrder> BackgroundConverter::take_order() {
  const std::lock_guard lock(mutex_);
  return std::exchange(order_, nullptr);
}

std::size_t BackgroundConverter::waiting() const {
  const std::lock_guard lock(mutex_);
  return jobs_.size();
}

void BackgroundConverter::work() {
  // The screen's thread has priority. On Linux each thread has a niceness of its own, and 0 is this one.
  constexpr int kNicer = 10;
  (void)setpriority(PRIO_PROCESS, 0, kNicer);
  SignatureIndex signatures = read_(stop_);
  std::unique_lock lock(mutex_);
  signatures_ = std::move(signatures);
  has_signatures_ = true;
  changed_.notify_all();
  while (true) {
    changed_.wait(lock, [this] { return stop_ || !jobs_.empty() || to_order_; });
    if (stop_) return;
    jobs_.empty() ? order_now(lock) : convert_next(lock);
    if (wake_) wake_();
  }
}

void BackgroundConverter::convert_next(std::unique_lock<std::mutex>& lock) {
  ConversionJob job = std::move(jobs_.front());
  jobs_.pop_front();
  lock.unlock();
  job.options.signatures = &signatures_;
  facts_.add(facts_of(job.path, job.bytes, job.options.package));
  auto tables = job.tables;
  FileConversion converted = run_conversion(std::move(job));
  converted.tables = std::move(tables);
  lock.lock();
  done_.push_back(std::move(converted));
}

void BackgroundConverter::order_now(std::unique_lock<std::mutex>& lock) {
  const std::string package = *std::exchange(to_order_, std::nullopt);
  lock.unlock();
  auto order = facts_.order(package, signatures_.classes);
  // All files are converted, which leaves much free memory between what is kept.
  release_parse_memory();
  ::malloc_trim(0);
  lock.lock();
  order_ = std::move(order);
}

}  // namespace mintport
