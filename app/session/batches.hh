// Actions on many files that undo takes back as one step: applying fixes, waiving findings, and converting
// files that the port lacks.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/session/conversions.hh"
#include "app/session/job.hh"
#include "app/session/steps.hh"
#include "core/review/overview.hh"
#include "core/review/selection.hh"

namespace mintport {

// One place of a fix that applies at many places.
struct FixPlace {
  std::string path;
  std::size_t finding = 0, fix = 0;  // indexes in the findings of the file
  std::uint32_t line = 0;
  std::string code;
  bool chosen = true;  // at first only if the fix certainly applies
  friend bool operator==(const FixPlace&, const FixPlace&) = default;
};
struct FixGroup {
  std::string title;
  std::vector<FixPlace> places;
  friend bool operator==(const FixGroup&, const FixGroup&) = default;
};

// A place where a fix could not be applied.
struct FixLeft {
  FixPlace place;
  Error why;
  friend bool operator==(const FixLeft&, const FixLeft&) = default;
};

class Batches {
 public:
  // The references must outlive this.
  Batches(Project& project, Conversions& conversions, Steps& steps)
      : project_(project), conversions_(conversions), steps_(steps) {}

  // The fixes that the findings of `group` offer in files that the port has, most places first.
  std::vector<FixGroup> fixes_of(const SymbolGroup& group) const;
  Result<CodeFile> preview(const FixPlace& place);
  // The texts of the port before and after applying the fix at the chosen places. Changes nothing. `left`
  // gets the places where it cannot be applied.
  std::vector<TextChange> fixed_texts(const FixGroup& group, std::vector<FixLeft>& left);
  // Applies the fix at the chosen places, file by file. The job's message counts the places where it failed;
  // `left` is told each of them at the end. Errors: it failed at every place.
  Result<Job> fix_places(const FixGroup& group, std::function<void(const FixLeft&)> left = {});
  // Waives these findings for one reason.
  Result<std::string> waive(const std::vector<FindingAt>& findings, const std::string& reason);
  // Converts the files of this file or folder that the port lacks (empty path: of the whole source).
  Result<Job> convert_files(const std::string& path);

 private:
  struct FileFix;    // a file and the fixes for it
  struct FixedFile;  // what they make of it
  struct FixWork;
  struct ConvertWork;
  FileFix file_fix(const std::string& path, const std::vector<FixPlace>& places);
  static FixedFile fixed_file(WorkTree& tree, const FileFix& file);
  Job::Part fix_part(const std::shared_ptr<FixWork>& work, std::size_t at);
  Job::Part convert_part(const std::shared_ptr<ConvertWork>& work, std::size_t at);

  Project& project_;
  Conversions& conversions_;
  Steps& steps_;
};

}  // namespace mintport
