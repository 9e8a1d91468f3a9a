// A review on a work tree, without a screen: reads, converts, writes, stages and commits. Each part has one
// task; all parts act on one Project.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "app/session/batches.hh"
#include "app/session/checks.hh"
#include "app/session/commits.hh"
#include "app/session/conversions.hh"
#include "app/session/entries.hh"
#include "app/session/files.hh"
#include "app/session/index.hh"
#include "app/session/merges.hh"
#include "app/session/name_search.hh"
#include "app/session/project.hh"
#include "app/session/review.hh"
#include "app/session/steps.hh"
#include "app/session/validations.hh"

namespace mintport {

class Session {
 public:
  // The references must outlive this. With `in_background` a thread converts and runs jobs; otherwise
  // count_all() converts and the caller runs the jobs. `tables` are used until the project's own tables
  // change. Without `load_tables`, those are laid over `tables`.
  Session(WorkTree& tree, const Tables& tables, Surroundings& surroundings, bool in_background,
          LoadTables load_tables = {});

  // read: no marks and no steps are known, nothing is written. change: steps are recorded, but nobody
  // watches. watch: and a step opens the file that it changed.
  enum class Access : std::uint8_t { read, change, watch };
  // Reads mintport.json and the state of all files. Errors: no manifest, or one that cannot be read.
  Result<void> load(Access access = Access::watch);
  // Reads the marks and the steps without repairing the journal. For sessions that only read.
  void read_history();
  // Looks again at what may have changed outside. True when something did.
  bool refresh();
  // Takes finished conversions from the thread and gives it more work. Returns true if anything is new.
  bool work();
  void count_all();
  // Without a thread: only files whose paths are `wanted`.
  void count(const std::function<bool(const std::string&)>& wanted);
  Result<std::string> create_branch(const std::string& name);
  Result<std::string> switch_branch(const std::string& name);

  WorkTree& tree() { return project_.tree; }
  const State& state() const { return project_.state; }
  const GitState& git() const { return project_.git; }
  const std::optional<OpenFile>& file() const { return files_.file(); }
  bool counting() const { return conversions_.running(); }
  bool provisional() const { return files_.provisional(); }
  bool in_background() const { return conversions_.in_background(); }
  const FileOrder& imports() { return conversions_.order(); }
  Result<void> open(const std::string& path) { return files_.open(path); }
  Result<std::string> act(const Action& action) { return steps_.act(action); }
  std::uint32_t changed_line() const { return steps_.changed_line(); }  // by the last act()
  // See Steps::perform.
  Result<std::string> perform(Step step, const std::function<Result<std::string>()>& effect) {
    return steps_.perform(std::move(step), effect);
  }
  Job go_to(std::size_t done) { return steps_.go_to(done); }

  Files& files() { return files_; }
  Review& review() { return review_; }
  Batches& batches() { return batches_; }
  Index& index() { return index_; }
  Commits& commits() { return commits_; }
  Entries& entries() { return entries_; }
  Merges& merges() { return merges_; }
  NameSearch& names() { return names_; }
  Validations& validations() { return validations_; }
  Checks& checks() { return checks_; }

 private:
  Result<void> reload();

  Project project_;
  Conversions conversions_;
  Files files_;
  Steps steps_;
  Review review_;
  Batches batches_;
  Index index_;
  Commits commits_;
  Entries entries_;  // after conversions_, because its thread reads their signatures
  Merges merges_;
  NameSearch names_;
  Validations validations_;
  Checks checks_;
};

}  // namespace mintport
