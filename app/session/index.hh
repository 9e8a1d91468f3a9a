// What is staged: by file, hunk and line. All toggles stage what is not, else unstage it, and give what to
// say.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "app/session/conversions.hh"
#include "app/session/files.hh"
#include "app/session/steps.hh"
#include "core/diff/stage.hh"
#include "core/review/staging.hh"

namespace mintport {

class Index {
 public:
  // All must outlive this.
  Index(Project& project, Conversions& conversions, Files& files, Steps& steps)
      : project_(project), conversions_(conversions), files_(files), steps_(steps) {}

  // The git change at this line of the open file's port.
  Result<std::string> toggle_hunk(std::uint32_t line);
  // The same for what these lines alone changed; a line goes with the one that it replaces.
  Result<std::string> toggle_lines(std::uint32_t first, std::uint32_t last);
  // Paths from the root of the work tree. All of them are staged unless all are.
  Result<std::string> toggle_files(const std::vector<std::string>& paths);
  // What git calls changed in the port, at and below this path, deleted files too.
  std::vector<std::string> changed_below(const std::string& path) const;

  // For the staging page.
  std::vector<ChangedFile> changed_files() const;
  Result<std::pair<StagingPart, StagingPart>> staging_parts(const std::string& path);  // not staged, staged
  Result<std::string> toggle_part_hunk(const std::string& path, bool staged, std::size_t hunk);
  Result<std::string> toggle_part_lines(const std::string& path, bool staged, const ChosenLines& lines);

 private:
  // Of what differs between two texts, the hunks that are to be staged or unstaged.
  struct Part {
    std::string what;
    std::vector<LineHunk> hunks;
    std::vector<bool> chosen;
  };
  // What a part of the staging page compares: the index with HEAD, or the file with the index.
  struct PartTexts {  // all empty where one of the texts is binary
    std::string before, after;
    std::vector<LineHunk> hunks;
  };
  Result<Part> part_between(const std::string& before, const std::string& after, std::uint32_t first,
                            std::uint32_t last, bool whole_hunk);
  Result<std::string> toggle_between(std::uint32_t first, std::uint32_t last, bool whole_hunk);
  Result<PartTexts> part_texts(const std::string& path, bool staged);
  Result<PartTexts> part_of(std::string before, std::string after);
  Result<std::string> stage_part(const std::string& path, const Part& part);
  Result<std::string> unstage_part(const std::string& path, const Part& part);

  Project& project_;
  Conversions& conversions_;
  Files& files_;
  Steps& steps_;
};

}  // namespace mintport
