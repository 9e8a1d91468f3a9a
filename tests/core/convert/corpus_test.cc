// What must hold for any file, on real code: all of diffusers, or of the folder that MINTPORT_CORPUS names.

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <thread>

#include "support/conversion/invariants.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFindings = 12000;

// The folder that holds the package, or an empty path.
fs::path corpus() {
  if (const char* given = std::getenv("MINTPORT_CORPUS"); given != nullptr) return given;
  const fs::path pinned = fs::path(MINTPORT_DEPS) / "diffusers-0.35.1" / "diffusers";
  return fs::exists(pinned) ? pinned : fs::path();
}

// Largest first, so that threads end together.
std::vector<fs::path> python_files(const fs::path& root) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.is_regular_file() && entry.path().extension() == ".py") out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end(), [](const fs::path& a, const fs::path& b) {
    return std::pair(fs::file_size(b), a) < std::pair(fs::file_size(a), b);
  });
  return out;
}

struct Outcome {
  std::size_t findings = 0;
  std::vector<std::string> breaches;
};

Outcome examine(const fs::path& root, const fs::path& file, const Tables& tables) {
  std::ifstream stream(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  const std::string path = fs::relative(file, root).generic_string();
  Result<Source> source = Source::make(path, std::move(bytes));
  if (!source) return {0, {to_string(source.error())}};
  const ConvertOptions options{path};
  const Conversion made = convert(std::make_shared<const Source>(std::move(*source)), tables, options);
  return {made.findings.size(), breaches(made, tables, options)};
}

TEST(Corpus, EveryFileKeepsThePromises) {
  const fs::path root = corpus();
  if (root.empty()) GTEST_SKIP() << "no corpus: run `.ci/setup diffusers` or set MINTPORT_CORPUS";
  const Tables tables = Tables::embedded().value();
  std::vector<fs::path> files = python_files(root);
#ifdef __SANITIZE_ADDRESS__
  // A part is enough here: what sanitizers look for is in the code, not in the files.
  for (std::size_t i = 0; 4 * i < files.size(); ++i) files[i] = files[4 * i];
  files.resize((files.size() + 3) / 4);
#endif
  ASSERT_FALSE(files.empty()) << root;
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  Outcome all;
  auto work = [&] {
    for (std::size_t i = next++; i < files.size(); i = next++) {
      Outcome one = examine(root, files[i], tables);
      const std::scoped_lock lock(mutex);
      all.findings += one.findings;
      std::move(one.breaches.begin(), one.breaches.end(), std::back_inserter(all.breaches));
    }
  };
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::max(2u, std::thread::hardware_concurrency()); ++i)
      threads.emplace_back(work);
  }
  std::sort(all.breaches.begin(), all.breaches.end());
  std::string shown;
  for (std::size_t i = 0; i < all.breaches.size() && i < 200; ++i) shown += all.breaches[i] + "\n";
  EXPECT_EQ(all.breaches.size(), 0u) << shown;
  EXPECT_LE(all.findings, kMostFindings);
  RecordProperty("files", static_cast<int>(files.size()));
  RecordProperty("findings", static_cast<int>(all.findings));
}

}  // namespace
}  // namespace mintport
