// The whole run of `mintport convert` compared with tree-sitter alone on the same bytes, several rounds in
// turn:
//
//   bench_tree [ROUNDS]
//
// tree-sitter alone calls ts_parser_parse_string for each file in memory. The whole run reads the tables with
// the default profile and all files, parses, converts and writes them. Prints processor time (user and
// system) and the ratio, the medians of the rounds, and the peak memory of the run. Exits with 1 if a bound
// is exceeded. On a busy machine, more rounds give a steadier median.

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "app/tree/convert_files.hh"
#include "bare.hh"
#include "core/base/parallel.hh"
#include "corpus.hh"

namespace {

namespace fs = std::filesystem;
using namespace mintport;

constexpr unsigned kThreads = 2;
constexpr double kMostRatio = 2.0;
constexpr long kMostMegabytes = 150;

void parse_all() {
  const auto& files = bench::corpus();
  for_each_index(files.size(), kThreads, [&](std::size_t i) { bench::parse_bare(files[i].source->text()); });
}

void convert_all(const fs::path& root, const fs::path& target) {
  WriteOptions options;
  options.jobs = kThreads;
  const ConversionContext context{.tables = bench::tables()};
  if (const auto done = convert_folder(root, target, options, context); !done) {
    std::fprintf(stderr, "%s\n", to_string(done.error()).c_str());
    std::exit(2);
  }
}

struct Measured {
  double seconds = 0;
  double processor = 0;  // seconds of all threads, user and system
  long kilobytes = 0;
};

// Runs `work` in its own process, to measure its processor time and peak memory.
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
  const int rounds = count > 1 ? std::max(1, std::atoi(arguments[1])) : 9;
  const fs::path root = bench::corpus_folder();
  const fs::path scratch = fs::temp_directory_path() / ("mintport-bench-" + std::to_string(getpid()));
  std::vector<double> parse, convert, ratio, wall;
  long peak = 0;
  for (int round = 0; round < rounds; ++round) {
    // Each round has its own folder, removed at the end: creating files right after removing many costs
    // extra.
    const Measured run = measure([&] { convert_all(root, scratch / std::to_string(round)); });
    // The memory of this process counts for its children, so the corpus is read after the first run.
    if (round == 0) peak = run.kilobytes / 1024;
    bench::corpus();
    const Measured bare = measure(parse_all);
    parse.push_back(bare.processor);
    convert.push_back(run.processor);
    ratio.push_back(run.processor / bare.processor);
    wall.push_back(run.seconds);
  }
  fs::remove_all(scratch);
  std::printf("tree-sitter     %.2f s of processor time (median of %d)\n", median(parse), rounds);
  std::printf("whole run       %.2f s of processor time, %.2f s with %u jobs\n", median(convert),
              median(wall), kThreads);
  std::printf("ratio           %.2f (at most %.1f)\n", median(ratio), kMostRatio);
  std::printf("peak memory     %ld MB (at most %ld)\n", peak, kMostMegabytes);
  return median(ratio) <= kMostRatio && peak <= kMostMegabytes ? 0 : 1;
}
