// Actions on many files that undo takes back as one step: applying a fix at all its places, and converting
// files that the port lacks.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/session/conversions.hh"
#include "app/session/job.hh"
#include "app/session/steps.hh"
#include "core/review/overview.hh"

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

class Batches {
 public:
  // The references must outlive this.
  Batches(Project& project, Conversions& conversions, Steps& steps)
      : project_(project), conversions_(conversions), steps_(steps) {}

  // The fixes that the findings of `group` offer in files that the port has, most places first.
  std::vector<FixGroup> fixes_of(const SymbolGroup& group) const;
  Result<CodeFile> preview(const FixPlace& place);
  // Applies the fix at the chosen places, file by file. The job's message counts the places where it failed.
  // Errors: it failed at every place.
  Result<Job> fix_places(const FixGroup& group);
  // Converts the files of this file or folder that the port lacks (empty path: of the whole source).
  Result<Job> convert_files(const std::string& path);

 private:
  struct FixWork;
  struct ConvertWork;
  std::vector<Fix> fixes_at(const std::vector<FixPlace>& places) const;
  Job::Part fix_part(const std::shared_ptr<FixWork>& work, std::size_t at);
  Job::Part convert_part(const std::shared_ptr<ConvertWork>& work, std::size_t at);

  Project& project_;
  Conversions& conversions_;
  Steps& steps_;
};

}  // namespace mintport
