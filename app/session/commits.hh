// Commits staged changes: all of them, file by file, rule by rule, or as an amended HEAD. Also checks what a
// commit would break.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/conversions.hh"
#include "app/session/job.hh"
#include "app/session/steps.hh"

namespace mintport {

// A break in the staged text that no finding or waiver covers.
struct StagedBreak {
  std::string path;        // from the root of the work tree
  std::uint32_t line = 1;  // of the file in the work tree, where unstaged changes may have moved it
  std::string what, code;
  friend bool operator==(const StagedBreak&, const StagedBreak&) = default;
};

class Commits {
 public:
  // The references must outlive this.
  Commits(Project& project, Conversions& conversions, Steps& steps)
      : project_(project), conversions_(conversions), steps_(steps) {}

  // Checks the staged texts for new syntax errors and silent breaks. Calls `take` at the end, unless the job
  // is stopped.
  Job check_staged(std::function<void(std::vector<StagedBreak>)> take);
  std::vector<std::string> staged_paths() const { return project_.staged_paths(); }
  // git's own proposal during a merge; else includes the text of commit.template.
  Result<std::string> proposed_message() const;
  // The open findings on lines that are staged, as they are in the work tree; by path below the port's root.
  std::map<std::string, std::size_t> open_in_staged() const;
  // The numbers of waivers and notes of mintport.json that the index lacks.
  struct Decisions {
    std::size_t waivers = 0, notes = 0;
  };
  Decisions decisions_not_staged() const;
  // True if a commit now would be one that changes something, or conclude a merge.
  bool can_commit() const;
  Result<std::string> commit(const std::string& message);
  Result<std::string> amend(const std::string& message);  // replaces HEAD's commit
  Result<std::string> commit_fixup(const std::string& subject);
  // Commits the staged changes of each of these files with a separate message.
  Result<Job> commit_apart(const std::vector<std::string>& paths);
  // Commits new files of the port in steps: HF's text, then one commit for each rule that changed it, then
  // changes made by hand.
  Result<Job> commit_by_rules();

 private:
  using Breaks = std::shared_ptr<std::vector<StagedBreak>>;
  // The index entries of the paths after success and after failure.
  struct IndexAfter {
    IndexEntries done, failed;
  };
  struct RuleText {
    std::string text;
    std::map<std::string, std::size_t> changes;  // by rule
  };
  struct RuleCommits;

  std::set<std::uint32_t> spoken_of(const std::string& path, const std::string& staged,
                                    const Conversion* conversion);
  Job::Part check_part(const std::string& full_path, const Breaks& found);
  std::vector<std::string> staged_names() const;
  ValidatedBlobs staged_blobs(const std::string& path, const std::string& below) const;
  std::string message_for(const std::vector<std::string>& paths, std::string_view extra) const;
  Result<std::string> message_to_keep(const std::string& message) const;
  // A merge is committed whole. Refuses while one is in progress.
  Result<void> check_no_merge() const;
  Result<std::string> commit_as(const std::string& label, const std::function<Result<CommitResult>()>& make);
  // Calls `prepare`, commits its index entries of these paths only, then sets their entries to `after`.
  Result<std::string> commit_beside(const std::string& message, const std::vector<std::string>& paths,
                                    const std::function<Result<void>()>& prepare, const IndexAfter& after);
  std::function<RuleText()> text_without(const std::string& path, const std::string& bytes,
                                         std::vector<std::string> rules);
  Job::Part rule_part(const std::shared_ptr<RuleCommits>& work, std::size_t at);
  Result<std::string> commit_texts(const std::map<std::string, std::string>& texts,
                                   const IndexEntries& staged, const std::string& message);

  Project& project_;
  Conversions& conversions_;
  Steps& steps_;
};

}  // namespace mintport
