// Validates the classes of a project's port, and keeps the results. Paths are from the root of the work tree.
// For one thread; what it takes of the work tree may be called from any.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/validate/layout.hh"
#include "app/validate/pool.hh"
#include "core/validate/store.hh"
#include "core/worktree/worktree.hh"

namespace mintport {

struct ValidatorSettings {
  std::string python;         // from find_interpreter()
  std::string source_python;  // the interpreter of the sources; empty: the same
  std::string device_target = "CPU";
  unsigned workers = 0;      // 0: as many as the machine has room for
  std::uint64_t memory = 0;  // bytes for each worker; 0: four fifths of the machine's, shared among them
};

// A folder below TMPDIR that the destructor removes with its contents.
class ScratchFolder {
 public:
  static Result<std::unique_ptr<ScratchFolder>> make();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  explicit ScratchFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

class Validator {
 public:
  // `tree` must outlive this. Starts no process yet. Errors: no space, a case file of the project that is not
  // JSON.
  static Result<std::unique_ptr<Validator>> make(WorkTree& tree, const Manifest& manifest,
                                                 const LibraryFacts& library,
                                                 const ValidatorSettings& settings);

  // As in WorkerPool, with paths of the work tree.
  Result<std::vector<validation::Classes>> classes(const std::vector<std::string>& files,
                                                   const PoolWatcher& watcher);
  // Loads the files that changed since the last run anew. Keeps the results whose texts have not changed
  // meanwhile. False: the watcher stopped it.
  Result<bool> run(const std::vector<validation::ClassCase>& wanted, const RunSettings& settings,
                   const PoolWatcher& watcher);

  const std::map<std::string, std::string>& versions() const { return pool_->versions(); }
  const ValidationLayout& layout() const { return layout_; }

  // The blobs of a file of the port and of its source, as they are now. Without text there is no such source.
  static ValidatedBlobs blobs_of(WorkTree& tree, const std::string& file,
                                 const std::optional<std::string>& source);

 private:
  explicit Validator(WorkTree& tree) : tree_(tree) {}
  ValidatedBlobs blobs_now(const std::string& file) const;
  void reload_changed();
  void keep(ClassResult result, const ValidationOptions& options);
  Result<void> save();

  WorkTree& tree_;
  ValidationLayout layout_;
  std::unique_ptr<ScratchFolder> scratch_;  // before the pool, whose processes run in it
  std::unique_ptr<WorkerPool> pool_;
  std::map<std::string, std::filesystem::file_time_type> times_;  // of the port's files at the last run
  std::map<std::string, ValidatedBlobs> blobs_;                   // by file, as the workers know them
  std::vector<KeptResult> unsaved_;
};

}  // namespace mintport
