// What is done to many files at once, as one step: one fix at all its places, and the conversion of what the
// port has not.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/session/conversions.hh"
#include "app/session/job.hh"
#include "app/session/steps.hh"
#include "core/review/overview.hh"

namespace mintport {

// One place of a fix that many places share.
struct FixPlace {
  std::string path;
  std::size_t finding = 0, fix = 0;  // in that file's findings
  std::uint32_t line = 0;
  std::string code;
  bool chosen = true;
  friend bool operator==(const FixPlace&, const FixPlace&) = default;
};
struct FixGroup {
  std::string title;
  std::vector<FixPlace> places;
  friend bool operator==(const FixGroup&, const FixGroup&) = default;
};

class Batches {
 public:
  // All must outlive this.
  Batches(Project& project, Conversions& conversions, Steps& steps)
      : project_(project), conversions_(conversions), steps_(steps) {}

  // The fixes that findings of the group offer in files that the port has, those with most places first.
  std::vector<FixGroup> fixes_of(const SymbolGroup& group) const;
  Result<CodeFile> preview(const FixPlace& place);
  // The chosen places, file by file. Places that cannot be done are counted in what it gives; errors: none
  // can.
  Result<Job> fix_places(const FixGroup& group);
  // What the port has not of this file or folder (empty: of all), file by file.
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
