// The only way in which a session changes the world: each step is in the journal before it is done, and undo
// takes it back as one. act() is for what is known beforehand: an action gives the effects. perform() is for
// what takes effect by itself (an editor, the index, a commit): the step is read from the world afterwards.
#pragma once

#include <functional>
#include <map>
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
  // All three must outlive this.
  Steps(Project& project, Conversions& conversions, Files& files)
      : project_(project), conversions_(conversions), files_(files) {}

  Result<std::string> act(const Action& action);
  // `step` says what the effect may change, as that is before.
  Result<std::string> perform(Step step, const std::function<Result<std::string>()>& effect);
  // Undoes or redoes, one step after the other, until `done` of the history are in the texts. Ends at the
  // first that cannot be, and its error names it.
  Job go_to(std::size_t done);
  // What the job does becomes one step for undo.
  Job one_step(Job job);
  // A step that changes the staged part of these paths.
  Step index_step(std::string label, const std::vector<std::string>& paths);
  void after_index_change();
  // The text of a file in place of another. False: it is not `before` any more, and stays.
  Result<bool> replace_text(const std::string& label, const std::string& path,
                            const std::optional<std::string>& before, std::string_view after);
  // What a job changed many files of: looks at them again. `said`: what it did, which is told.
  Result<std::string> after_job(std::string said, const std::vector<std::string>& paths, bool stopped);

 private:
  Result<std::string> run(Update update);
  Result<void> show_touched(const std::map<std::string, bool>& touched, const std::set<std::string>& waived);

  Project& project_;
  Conversions& conversions_;
  Files& files_;
  enum class Group { none, empty, begun } group_ = Group::none;
};

}  // namespace mintport
