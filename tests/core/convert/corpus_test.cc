// Invariants of any conversion, checked on real code: all of diffusers, or the folder that MINTPORT_CORPUS
// names.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <thread>

#include "core/names/names.hh"
#include "support/conversion/convert_text.hh"
#include "support/conversion/invariants.hh"
#include "support/process.hh"
#include "support/temp_dir.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;
using testing::ProcessResult;
using testing::read_file;
using testing::run;

constexpr const char* kRuff = MINTPORT_DEPS "/ruff/bin/ruff";
constexpr const char* kNoCorpus = "no corpus: run `.ci/setup diffusers`, or set MINTPORT_CORPUS";
constexpr const char* kFindings = MINTPORT_GOLDEN "/corpus_findings.txt";

// The folder with the package, or an empty path.
fs::path corpus() {
  if (const char* given = std::getenv("MINTPORT_CORPUS")) return given;
  const fs::path pinned = fs::path(MINTPORT_DEPS) / "diffusers-0.35.1" / "diffusers";
  return fs::exists(pinned) ? pinned : fs::path();
}

// Paths in the package, largest first, so that the threads finish together.
std::vector<std::string> python_files(const fs::path& root) {
  std::vector<std::pair<std::uintmax_t, std::string>> sized;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.is_regular_file() && entry.path().extension() == ".py") {
      sized.emplace_back(entry.file_size(), fs::relative(entry.path(), root).generic_string());
    }
  }
  std::sort(sized.rbegin(), sized.rend());
  std::vector<std::string> out;
  for (auto& [size, path] : sized) out.push_back(std::move(path));
  return out;
}

// One in four of `files`, for slow runs such as under sanitizers.
std::vector<std::string> sample(const std::vector<std::string>& files) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < files.size(); i += 4) out.push_back(files[i]);
  return out;
}

template <class Work>
void on_all_cores(std::size_t count, Work work) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < std::max(2U, std::thread::hardware_concurrency()); ++i) {
    threads.emplace_back([&] {
      for (std::size_t at = next++; at < count; at = next++) work(at);
    });
  }
}

// Files that are converted together, and the results. Several threads work on them.
class Corpus {
 public:
  // `files` are paths below `root`. In a tree, each conversion knows the signatures of all files.
  Corpus(const fs::path& root, const std::vector<std::string>& files, const Tables& tables, bool in_a_tree)
      : tables_(tables), in_a_tree_(in_a_tree) {
    for (const std::string& path : files) texts_.emplace_back(path, read_file(root / path));
    if (in_a_tree_) index(texts_, before_);
    made_.resize(files.size());
    on_all_cores(files.size(), [this](std::size_t i) { convert_one(i); });
    if (in_a_tree_) index(texts_, after_);
  }

  // Sorted. In a tree, the converted files know the new signatures of the others.
  std::vector<std::string> breaches() const {
    std::vector<std::string> out;
    std::mutex mutex;
    on_all_cores(made_.size(), [&](std::size_t i) {
      if (!made_[i]) return;
      const auto found = mintport::breaches(*made_[i], tables_, options(i), in_a_tree_ ? &after_ : nullptr);
      const std::scoped_lock lock(mutex);
      out.insert(out.end(), found.begin(), found.end());
    });
    for (std::size_t i = 0; i < made_.size(); ++i) {
      if (!made_[i]) out.push_back(texts_[i].first + ": cannot be read");
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  // "RULE KIND COUNT" lines.
  std::string findings() const {
    std::map<std::string, std::size_t> counts;
    for (const auto& made : made_) {
      for (const Finding& finding : made->findings)
        ++counts[finding.rule + " " + std::string(to_string(finding.kind))];
    }
    std::string out;
    for (const auto& [what, count] : counts) out += what + " " + std::to_string(count) + "\n";
    return out;
  }

  // Lines of converted files with a finding.
  std::map<std::string, std::set<std::uint32_t>> told() const {
    std::map<std::string, std::set<std::uint32_t>> out;
    for (std::size_t i = 0; i < made_.size(); ++i) {
      const Source after = Source::make(texts_[i].first, made_[i]->text).value();
      for (const Finding& finding : made_[i]->findings) {
        const std::uint32_t last = after.line_at(finding.converted.end);
        for (std::uint32_t line = after.line_at(finding.converted.begin); line <= last; ++line)
          out[texts_[i].first].insert(line);
      }
    }
    return out;
  }

  void write(const fs::path& target) const {
    for (const auto& [path, text] : texts_) testing::write_file(target / path, text);
  }

 private:
  using Texts = std::vector<std::pair<std::string, std::string>>;  // by path

  static void index(const Texts& texts, SignatureIndex& out) {
    for (const auto& [path, text] : texts)
      out.add(headers_in(text, module_of(path, "diffusers"), path.ends_with("__init__.py")));
  }
  ConvertOptions options(std::size_t i) const {
    return {.path = texts_[i].first, .signatures = in_a_tree_ ? &before_ : nullptr};
  }
  void convert_one(std::size_t i) {
    auto source = Source::make(texts_[i].first, std::move(texts_[i].second));
    if (!source) return;
    made_[i] = convert(std::make_shared<const Source>(*std::move(source)), tables_, options(i));
    texts_[i].second = made_[i]->text;
  }

  const Tables& tables_;
  const bool in_a_tree_;
  Texts texts_;  // the converted texts, after the conversion
  SignatureIndex before_, after_;
  std::vector<std::optional<Conversion>> made_;
};

std::string first_of(const std::vector<std::string>& sentences) {
  constexpr std::size_t kMost = 200;
  std::string out;
  for (std::size_t i = 0; i < std::min(kMost, sentences.size()); ++i) out += sentences[i] + "\n";
  return out;
}

// Names that ruff reports as unbound below a folder: path, line, and message.
struct Unbound {
  std::string path;
  std::uint32_t line = 0;
  std::string message;
};
std::vector<Unbound> unbound_below(const fs::path& folder) {
  const ProcessResult checked = run({kRuff, "check", "--isolated", "--no-cache", "--exit-zero", "--select",
                                     "F821", "--output-format", "json", folder.string()});
  EXPECT_EQ(checked.status, 0) << checked.errors;
  std::vector<Unbound> out;
  for (const auto& one : nlohmann::json::parse(checked.out)) {
    out.push_back({fs::relative(one["filename"].get<std::string>(), folder).generic_string(),
                   one["location"]["row"].get<std::uint32_t>(), one["message"].get<std::string>()});
  }
  return out;
}

// Sanitizer builds do not call the next three.
[[maybe_unused]] void expect_findings(const std::string& came) {
  if (std::getenv("MINTPORT_CORPUS") != nullptr) return;
  if (std::getenv("MINTPORT_UPDATE") != nullptr) return testing::write_file(kFindings, came);
  EXPECT_EQ(came, read_file(kFindings)) << "findings per rule; MINTPORT_UPDATE=1 writes " << kFindings;
}

[[maybe_unused]] void expect_python(const fs::path& folder) {
  const ProcessResult compiled = run({"/usr/bin/python3", "-m", "compileall", "-q", folder.string()});
  EXPECT_EQ(compiled.status, 0) << compiled.out << compiled.errors;
}

// A name that the conversion leaves unbound is also unbound upstream, or has a finding on its line.
[[maybe_unused]] void expect_bound(const fs::path& root, const fs::path& target, const Corpus& corpus) {
  std::set<std::pair<std::string, std::string>> known;
  for (const Unbound& one : unbound_below(root)) known.emplace(one.path, one.message);
  const auto told = corpus.told();
  for (const Unbound& one : unbound_below(target)) {
    const auto lines = told.find(one.path);
    const bool is_told = lines != told.end() && lines->second.contains(one.line);
    EXPECT_TRUE(is_told || known.contains({one.path, one.message}))
        << one.path << ":" << one.line << ": " << one.message << ", and no finding says so";
  }
}

// Files as `mintport convert FILE` converts them: without other files, and without a profile.
TEST(FilesAlone, KeepThePromises) {
  const fs::path root = corpus();
  if (root.empty()) GTEST_SKIP() << kNoCorpus;
  const Corpus all(root, sample(python_files(root)), embedded_tables(), false);
  const auto breaches = all.breaches();
  EXPECT_EQ(breaches.size(), 0U) << first_of(breaches);
}

// Files as `mintport convert --src-root` converts them: with the mindone profile and the signatures of the
// tree.
TEST(WholeTree, KeepsThePromises) {
  const fs::path root = corpus();
  if (root.empty()) GTEST_SKIP() << kNoCorpus;
#ifdef __SANITIZE_ADDRESS__
  // Sanitizers check the code, not the files, so a part of the files is enough.
  const Corpus all(root, sample(python_files(root)), mindone_tables(), true);
#else
  const Corpus all(root, python_files(root), mindone_tables(), true);
  const testing::TempDir folder;
  const fs::path target = folder / "diffusers";
  all.write(target);
  expect_findings(all.findings());
  expect_python(target);
  if (fs::exists(kRuff)) expect_bound(root, target, all);
#endif
  const auto breaches = all.breaches();
  EXPECT_EQ(breaches.size(), 0U) << first_of(breaches);
}

}  // namespace
}  // namespace mintport
