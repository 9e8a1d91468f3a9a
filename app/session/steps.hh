// Every change that a session makes goes through here: each step is recorded in the journal before it runs,
// and undo takes it back as a whole. act() takes an action whose effects are known beforehand. perform() runs
// something with effects of its own (an editor, the index, a commit) and reads them from the work tree
// afterwards.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/conversions.hh"
#include "app/session/files.hh"
#include "app/session/job.hh"
#include "app/session/project.hh"

namespace mintport {

class Steps {
 public:
  // The references must outlive this.
  Steps(Project& project, Conversions& conversions, Files& files)
      : project_(project), conversions_(conversions), files_(files) {}

  // For sessions that nobody watches: a step opens no file to show what it did.
  void show_nothing() { shows_ = false; }

  Result<std::string> act(const Action& action);
  // The first line, 1-based, that the last act() changed in the file that it opened; 0: it opened none, or
  // the file is new.
  std::uint32_t changed_line() const { return changed_line_; }
  // `step` lists what `effect` may change, with the values before it.
  Result<std::string> perform(Step step, const std::function<Result<std::string>()>& effect);
  // Undoes or redoes, one step after the other, until `done` of the history are in the texts. Ends at the
  // first that cannot be, and its error names it.
  Job go_to(std::size_t done);
  // What the job does becomes one step for undo.
  Job one_step(Job job);
  // A step that changes the index entries of these paths.
  Step index_step(std::string label, const std::vector<std::string>& paths);
  void after_index_change();
  // Replaces the text of a file. Returns false, without a change, if the text is no longer `before`.
  Result<bool> replace_text(const std::string& label, const std::string& path,
                            const std::optional<std::string>& before, std::string_view after);
  // Checks the files that a job changed. `said` is the job's message, which is shown.
  Result<std::string> after_job(std::string said, const std::vector<std::string>& paths, bool stopped);

 private:
  // Waits for the turn of this session. The result must live until the step has ended.
  Result<std::shared_ptr<void>> begin_turn();
  Result<Update> replayed(const Action& action) const;
  Result<std::string> run(Update update);
  Result<bool> show_touched(const std::map<std::string, bool>& touched, const std::set<std::string>& decided);

  Project& project_;
  Conversions& conversions_;
  Files& files_;
  bool shows_ = true;
  std::uint32_t changed_line_ = 0;
  enum class Group { none, empty, begun } group_ = Group::none;
};

}  // namespace mintport
