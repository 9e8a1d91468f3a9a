#include "app/validate/validator.hh"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/tree/files.hh"
#include "app/validate/harness.hh"
#include "app/validate/results.hh"
#include "core/base/text.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;
using validation::ClassCase;
using validation::Classes;

// Two interpreters with both frameworks and a small model.
constexpr std::uint64_t kWorkerMemory = 5'000'000'000;
constexpr std::chrono::seconds kSavePeriod{2};

// What this process may use: the machine's memory, or the limit of its control group.
std::uint64_t machine_memory() {
  auto out = static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) *
             static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  std::ifstream file("/sys/fs/cgroup/memory.max");
  if (std::uint64_t limit = 0; file >> limit && limit > 0) out = std::min(out, limit);
  return out;
}

unsigned room_for_workers() {
  const unsigned cores = std::max(std::thread::hardware_concurrency(), 1U);
  return static_cast<unsigned>(std::clamp<std::uint64_t>(machine_memory() / kWorkerMemory, 1, cores));
}

// Errors: a case file that Python could not read either.
Result<void> check_cases(const fs::path& root, const std::string& folder) {
  if (folder.empty()) return {};
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".json") continue;
    const auto text = read_file(entry.path());
    if (!text) return fail(text.error());
    try {
      if (nlohmann::json::parse(*text).is_object()) continue;
      return fail({ErrorKind::usage, entry.path().lexically_relative(root).string(), 1,
                   "a case is a JSON object", "see docs/manual/validate.md"});
    } catch (const nlohmann::json::parse_error& wrong) {
      const auto line =
          1 + std::count(text->begin(),
                         text->begin() + static_cast<std::ptrdiff_t>(std::min(wrong.byte, text->size())),
                         '\n');
      return fail({ErrorKind::usage, entry.path().lexically_relative(root).string(),
                   static_cast<std::uint32_t>(line), "this case file is not valid JSON",
                   "correct it, or delete it"});
    }
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<ScratchFolder>> ScratchFolder::make() {
  std::error_code error;
  std::string path = (fs::temp_directory_path(error) / "mintport-validate-XXXXXX").string();
  if (error || ::mkdtemp(path.data()) == nullptr) {
    return fail({ErrorKind::io, path, 0,
                 "cannot create a temporary folder: " + (error ? error.message() : std::strerror(errno)),
                 "set TMPDIR to a folder with free space"});
  }
  return std::unique_ptr<ScratchFolder>(new ScratchFolder(real_path(path)));
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

Result<std::unique_ptr<Validator>> Validator::make(WorkTree& tree, const Manifest& manifest,
                                                   const LibraryFacts& library,
                                                   const ValidatorSettings& settings) {
  std::unique_ptr<Validator> out(new Validator(tree));
  auto scratch = ScratchFolder::make();
  if (!scratch) return fail(scratch.error());
  out->scratch_ = *std::move(scratch);
  const fs::path folder = out->scratch_->path();
  if (auto written = write_harness(folder / "harness"); !written) return fail(written.error());
  auto layout = layout_of(tree, manifest, library, folder);
  if (!layout) return fail(layout.error());
  if (auto checked = check_cases(tree.root(), layout->start.cases); !checked) return fail(checked.error());
  const unsigned workers = settings.workers != 0 ? settings.workers : room_for_workers();
  layout->start.source_python = settings.source_python;
  layout->start.device_target = settings.device_target;
  layout->start.scratch = folder.string();
  layout->start.threads = std::max(std::thread::hardware_concurrency() / workers, 1U);
  out->pool_ = std::make_unique<WorkerPool>(
      PoolSettings{.python = settings.python,
                   .harness = folder / "harness",
                   .start = layout->start,
                   .workers = workers,
                   .memory = settings.memory != 0 ? settings.memory : machine_memory() / 5 * 4 / workers});
  out->layout_ = *std::move(layout);
  return out;
}

Result<std::vector<Classes>> Validator::classes(const std::vector<std::string>& files,
                                                const PoolWatcher& watcher) {
  std::vector<std::string> paths;
  for (const std::string& file : files) paths.push_back(layout_.for_worker(file));
  auto out = pool_->classes(paths, watcher);
  if (!out) return out;
  for (Classes& listed : *out) {
    listed.file = layout_.in_tree(listed.file);
    for (ClassCase& found : listed.classes) found.file = listed.file;
    if (listed.error) listed.error->file = listed.file;
  }
  return out;
}

Result<bool> Validator::run(const std::vector<ClassCase>& wanted, const RunSettings& settings,
                            const PoolWatcher& watcher) {
  reload_changed();
  std::vector<ClassCase> cases = wanted;
  for (ClassCase& one : cases) {
    if (!blobs_.contains(one.file)) blobs_[one.file] = blobs_now(one.file);
    one.file = layout_.for_worker(one.file);
  }
  auto last_save = std::chrono::steady_clock::now();
  Result<void> saved;
  PoolWatcher inner = watcher;
  inner.result = [&](const ClassCase& one, ClassResult result) {
    ClassCase in_tree = one;
    in_tree.file = layout_.in_tree(one.file);
    result.file = in_tree.file;
    result.mode = settings.options.mode;
    result.dtype = settings.options.dtype;
    if (result.error) result.error->file = layout_.in_tree(result.error->file);
    for (LayerRow& row : result.layers) row.file = layout_.in_tree(row.file);
    keep(result, settings.options);
    if (const auto now = std::chrono::steady_clock::now(); now - last_save > kSavePeriod) {
      last_save = now;
      saved = save();
    }
    if (watcher.result) watcher.result(in_tree, std::move(result));
  };
  const auto done = pool_->run(cases, settings, inner);
  if (saved) saved = save();
  if (!done) return done;
  if (!saved) return fail(saved.error());
  return done;
}

void Validator::reload_changed() {
  std::map<std::string, fs::file_time_type> now;
  std::error_code error;
  const fs::path root = tree_.root();
  for (fs::recursive_directory_iterator at(root / layout_.port_folder, error), end; at != end;
       at.increment(error)) {
    if (at->path().extension() != ".py") continue;
    now[at->path().lexically_relative(root).generic_string()] = at->last_write_time(error);
  }
  std::vector<std::string> changed;
  for (const auto& [file, time] : times_) {
    const auto found = now.find(file);
    if (found != now.end() && found->second == time) continue;
    changed.push_back(layout_.for_worker(file));
    blobs_.erase(file);
  }
  times_ = std::move(now);
  if (!changed.empty()) pool_->reload(changed);
}

ValidatedBlobs Validator::blobs_of(WorkTree& tree, const std::string& file,
                                   const std::optional<std::string>& source) {
  const auto port = tree.read(file);
  return {port ? tree.blob_id(*port) : "", source ? tree.blob_id(*source) : ""};
}

ValidatedBlobs Validator::blobs_now(const std::string& file) const {
  const std::string below = file.substr(std::min(layout_.port_folder.size(), file.size()));
  const auto source = read_file(layout_.source_folder + below);
  return blobs_of(tree_, file, source ? std::optional(*source) : std::nullopt);
}

void Validator::keep(ClassResult result, const ValidationOptions& options) {
  const ValidatedBlobs& ran = blobs_[result.file];
  if (ran != blobs_now(result.file)) return;  // edited meanwhile
  std::string code;
  if (result.error && result.error->line != 0) {
    const auto text = tree_.read(result.error->file);
    const auto lines = split_lines(text ? std::string_view(*text) : std::string_view());
    if (result.error->line <= lines.size()) code = trim(lines[result.error->line - 1]);
  }
  unsaved_.push_back({std::move(result), options, ran, std::move(code)});
}

// Reads the file again, because another program may have kept results meanwhile.
Result<void> Validator::save() {
  if (unsaved_.empty()) return {};
  auto store = read_results(tree_);
  if (!store) store = ValidationStore();  // damaged, and safe to replace
  for (KeptResult& kept : unsaved_) store->keep(std::move(kept));
  unsaved_.clear();
  return write_results(tree_, *store);
}

}  // namespace mintport
