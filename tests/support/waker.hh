// Lets tests wait until a thread wakes them.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>

namespace mintport::testing {

// The thread calls wake(); the test waits here.
class Waker {
 public:
  std::function<void()> wake() {
    return [this] {
      const std::lock_guard lock(mutex_);
      ++woken_;
      changed_.notify_all();
    };
  }
  void wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return woken_ > 0; });
    woken_ = 0;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int woken_ = 0;
};

}  // namespace mintport::testing
