// Runs classes in workers, several at a time. A worker that dies ends one case; another takes its place.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.hh"
#include "core/validate/protocol.hh"

namespace mintport {

struct PoolSettings {
  std::string python;              // the interpreter that has MindSpore
  std::filesystem::path harness;   // the folder of worker.py
  validation::StartRequest start;  // its scratch folder exists
  unsigned workers = 1;
  std::uint64_t memory = 0;  // limit in bytes for each worker; 0: none
  double grace_seconds =
      10;  // the harness gives up at the limit by itself, and says more than its killer can
  double start_seconds = 600;  // importing both frameworks takes long on a busy machine
};

// Called on the thread of run(). All may be empty.
struct PoolWatcher {
  // "builds UNet2DModel"; the name is empty while the frameworks are imported.
  std::function<void(const std::string& name, const std::string& doing)> doing;
  std::function<void(const validation::ClassCase& wanted, ClassResult result)> result;
  std::function<bool()> stopped;  // asked ten times a second; true: end all workers and return
};

struct RunSettings {
  ValidationOptions options;
  double seconds = 300;  // for each class
  validation::FilesToWrite files;
};

class WorkerPool {
 public:
  explicit WorkerPool(PoolSettings settings);
  ~WorkerPool();  // ends all workers
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // The classes of the files, in the order given. Needs no frameworks. Errors: the interpreter does not
  // start. Stopped by the watcher: the files so far.
  Result<std::vector<validation::Classes>> classes(const std::vector<std::string>& files,
                                                   const PoolWatcher& watcher);
  // False: the watcher stopped it. Errors: the interpreter does not start, or lacks something; no space left.
  Result<bool> run(const std::vector<validation::ClassCase>& wanted, const RunSettings& settings,
                   const PoolWatcher& watcher);
  // Makes the workers read these files again.
  void reload(const std::vector<std::string>& files);

  // Of the interpreters, once run() has started one.
  const std::map<std::string, std::string>& versions() const { return versions_; }

 private:
  class Run;
  struct Slot;
  std::unique_ptr<Slot> slot_for(std::size_t number) const;
  void wait_for_news() const;

  const PoolSettings settings_;
  std::vector<std::unique_ptr<Slot>> slots_;
  std::map<std::string, std::string> versions_;
};

}  // namespace mintport
