// Stages and unstages by file, hunk and line. Each toggle stages what is not staged, else unstages it, and
// returns a message.
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
  // The references must outlive this.
  Index(Project& project, Conversions& conversions, Files& files, Steps& steps)
      : project_(project), conversions_(conversions), files_(files), steps_(steps) {}

  // The git hunk at this line of the open port file.
  Result<std::string> toggle_hunk(std::uint32_t line);
  // Only the changes in these lines. A new line and the line that it replaces go together.
  Result<std::string> toggle_lines(std::uint32_t first, std::uint32_t last);
  // Paths are relative to the root of the work tree. Unstages if all are staged, else stages all.
  Result<std::string> toggle_files(const std::vector<std::string>& paths);
  // Stages all of them, staged or not.
  Result<std::string> stage_files(const std::vector<std::string>& paths);
  // The paths that git reports as changed in the port, at and below this path, including deleted files.
  std::vector<std::string> changed_below(const std::string& path) const;

  // For the staging page.
  std::vector<ChangedFile> changed_files() const;
  Result<std::pair<StagingPart, StagingPart>> staging_parts(const std::string& path);  // not staged, staged
  Result<std::string> toggle_part_hunk(const std::string& path, bool staged, std::size_t hunk);
  Result<std::string> toggle_part_lines(const std::string& path, bool staged, const ChosenLines& lines);

 private:
  // The hunks between two texts, and which of them to stage or unstage.
  struct Part {
    std::string what;
    std::vector<LineHunk> hunks;
    std::vector<bool> chosen;
  };
  // The two texts of a part of the staging page: HEAD and index, or index and file.
  struct PartTexts {  // all empty if one of the texts is binary
    std::string before, after;
    std::vector<LineHunk> hunks;
  };
  Result<Part> part_between(const std::string& before, const std::string& after, std::uint32_t first,
                            std::uint32_t last, bool whole_hunk);
  Result<std::string> toggle_new_file(const std::string& path);
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
