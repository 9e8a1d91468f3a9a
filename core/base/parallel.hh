// Runs a function in several threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace mintport {

// Calls `work` with every index below `count` on `jobs` threads (0: one per core). Returns when all calls
// have returned.
template <class Work>
void for_each_index(std::size_t count, unsigned jobs, Work work) {
  const std::size_t wanted = jobs == 0 ? std::max(1U, std::thread::hardware_concurrency()) : jobs;
  std::atomic<std::size_t> next = 0;
  const auto loop = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> threads;
  for (std::size_t i = 1; i < std::min(wanted, count); ++i) threads.emplace_back(loop);
  loop();
}

}  // namespace mintport
