// Converts files beside the screen, one after the other, to know their findings.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/convert/convert.hh"

namespace mintport {

struct CountJob {
  std::string path;  // below the source root
  std::string bytes;
  ConvertOptions options;
};
struct Counted {
  std::string path;
  std::shared_ptr<const Conversion> conversion;  // null: `error` says why
  std::string error;
};

// Pure: what the thread does for each job.
Counted count(CountJob job, const Tables& tables);

class Counter {
 public:
  // `tables` must outlive this; `wake` is called from the thread after each file.
  Counter(const Tables& tables, std::function<void()> wake);
  ~Counter();  // waits for the file in work only
  void add(CountJob job);
  std::vector<Counted> take();
  std::size_t waiting() const;

 private:
  void work();
  const Tables& tables_;
  std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<CountJob> jobs_;
  std::vector<Counted> done_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace mintport
