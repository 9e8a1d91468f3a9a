// The steps that undo can take back, kept across restarts. Each event is appended as a line of JSON and
// synced before it happens; texts are blobs in git's object database. After a kill, the journal checks the
// work tree to see whether the last step was done.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/session/surroundings.hh"
#include "core/review/state.hh"
#include "core/worktree/worktree.hh"

namespace mintport {

// nullopt: the file does not exist or cannot be read.
std::optional<std::string> read_if_there(WorkTree& tree, const std::string& path);

std::vector<std::string> paths_of(const IndexEntries& entries);

class Journal {
 public:
  // The references must outlive this.
  Journal(WorkTree& tree, Surroundings& surroundings) : tree_(tree), surroundings_(surroundings) {}
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  // Reads the last steps (at most kMostSteps) whose texts git still has. `state` holds the current marks.
  // load() also repairs the journal of a killed process, unless another session is at work; read() leaves it
  // as it is.
  History load(const State& state);
  History read(const State& state) const;

  // Whether another session wrote to the journal since this one did: the loaded history is not the whole one.
  bool changed_outside() const { return size_ && surroundings_.note_size(note_name()) != *size_; }
  // Call before changed_outside(), and hold the result until the step has ended: sessions take turns.
  Result<std::shared_ptr<void>> claim();

  // The step with its texts stored in git: Step::stored instead of Step::texts. The other functions take such
  // steps. Errors: git cannot store a text.
  Result<Step> store(Step step) const;
  // The texts of such a step, to undo or redo it. Errors: git has pruned one.
  Result<std::vector<TextChange>> read_texts(const Step& step) const;

  // Call before a step is done. Set values that are not known yet to their values before it. Errors: the
  // journal cannot be written, so the step must not be done. With `joins` the step and the previous one count
  // as one.
  Result<void> begin(const Step& step, bool joins = false);
  Result<void> begin_undo();
  Result<void> begin_redo();
  // Call after a step is done. Records its actual effects, which may differ from those given to begin().
  Result<void> end(const Step& step, bool joins = false);
  Result<void> end();
  Result<void> cancel();  // the step was not done

  // Fills in what the step left open, read from the work tree.
  Step complete(Step step) const;

 private:
  struct Told {
    History history;
    std::string note;  // the journal of just these steps
    std::set<std::string> blobs;
    bool repaired = false;  // `note` differs from the journal
  };
  Told told(const State& state) const;
  static const std::string& note_name();
  Result<void> append(const char* what, const Step& step, bool joins);
  Result<void> append_line(const std::string& line);
  void keep_texts();

  WorkTree& tree_;
  Surroundings& surroundings_;
  std::weak_ptr<void> claimed_;         // what claim() gave, while somebody holds it
  std::optional<std::uintmax_t> size_;  // of the note as this session knows it; nullopt before load()
  std::set<std::string> blobs_;         // blobs that the journal refers to
  std::size_t unkept_ = 0;              // lines with new blobs since the last call of WorkTree::keep
};

// Whether the step changes anything.
bool changes_anything(const Step& step);

}  // namespace mintport
