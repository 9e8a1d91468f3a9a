// The whole run against parsing alone, in one process and several rounds in turn:
//
//   bench_tree [ROUNDS]
//
// prints for each side the median seconds on 2 threads, their ratio (the bound is 2.5), the same ratio of
// processor time, which says more on a busy machine, and the peak memory of the conversion with its index
// (the bound is 300 MB). Parsing reads the files too, as the conversion does. Exits with 1 when a bound is
// passed.

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>
#include <vector>

#include "app/tree/convert_files.hh"
#include "core/syntax/tree.hh"
#include "corpus.hh"

namespace {

namespace fs = std::filesystem;
using namespace mintport;

constexpr unsigned kThreads = 2;
constexpr double kMostRatio = 2.5;
constexpr long kMostMegabytes = 300;

std::vector<fs::path> python_files(const fs::path& root) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().extension() == ".py") out.push_back(entry.path());
  }
  return out;
}

void parse_all(const fs::path& root) {
  const std::vector<fs::path> files = python_files(root);
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (std::size_t at = next++; at < files.size(); at = next++) {
        std::ifstream file(files[at], std::ios::binary);
        auto source = Source::make(files[at].string(), std::string{std::istreambuf_iterator<char>(file), {}});
        if (source) Tree::parse(std::make_shared<const Source>(*std::move(source)));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

void convert_all(const fs::path& root, const fs::path& target) {
  auto tables = Tables::embedded();
  if (!tables) std::exit(2);
  WriteOptions options;
  options.jobs = kThreads;
  options.force = true;
  const ConversionContext context{.tables = *tables};
  if (const auto done = convert_folder(root, target, options, context); !done) {
    std::fprintf(stderr, "%s\n", to_string(done.error()).c_str());
    std::exit(2);
  }
}

struct Measured {
  double seconds = 0;
  double processor = 0;  // seconds of all threads, in the kernel too
  long kilobytes = 0;
};

// In a process of its own, so that its peak memory is its own.
template <class Work>
Measured measure(Work work) {
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    work();
    _exit(0);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  if (status != 0) std::exit(2);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
          seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss};
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

int main(int count, char** arguments) {
  const int rounds = count > 1 ? std::max(1, std::atoi(arguments[1])) : 5;
  const fs::path root = bench::corpus_folder();
  if (!fs::exists(root)) {
    std::fprintf(stderr, "%s is not there: run `.ci/setup diffusers`, or set MINTPORT_CORPUS\n",
                 root.c_str());
    return 2;
  }
  const fs::path scratch = fs::temp_directory_path() / ("mintport-bench-" + std::to_string(getpid()));
  std::vector<double> parse, convert, ratio, processor;
  long peak = 0;
  for (int round = 0; round < rounds; ++round) {
    const Measured a = measure([&] { parse_all(root); });
    // A folder each, removed at the end: making files anew where many were just removed costs extra.
    const Measured b = measure([&] { convert_all(root, scratch / std::to_string(round)); });
    parse.push_back(a.seconds);
    convert.push_back(b.seconds);
    ratio.push_back(b.seconds / a.seconds);
    processor.push_back(b.processor / a.processor);
    peak = std::max(peak, b.kilobytes / 1024);
  }
  fs::remove_all(scratch);
  std::printf("parse only      %.2f s on %u threads (median of %d)\n", median(parse), kThreads, rounds);
  std::printf("whole run       %.2f s with %u jobs\n", median(convert), kThreads);
  std::printf("ratio           %.2f (at most %.1f); of processor time %.2f\n", median(ratio), kMostRatio,
              median(processor));
  std::printf("peak memory     %ld MB with the index (at most %ld)\n", peak, kMostMegabytes);
  return median(ratio) <= kMostRatio && peak <= kMostMegabytes ? 0 : 1;
}
