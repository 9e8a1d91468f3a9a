// User actions on the open file: convert, fix, waive, mark, edit. Each returns a message.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "app/session/files.hh"
#include "app/session/steps.hh"

namespace mintport {

class Review {
 public:
  // The references must outlive this.
  Review(Project& project, Files& files, Steps& steps) : project_(project), files_(files), steps_(steps) {}

  Result<std::string> convert_file();
  Result<std::string> apply_fix(std::size_t finding, std::size_t fix);
  // Shows the change that the fix would make.
  Result<CodeFile> preview(std::size_t finding, std::size_t fix) const;
  Result<std::string> waive(std::size_t finding, std::string reason) {
    return waive(std::vector{finding}, std::move(reason));
  }
  Result<std::string> waive(std::vector<std::size_t> findings, std::string reason);
  Result<std::string> mark_reviewed();
  // Marks a hunk of the file's diff. Marking the last unmarked hunk also marks the file.
  Result<std::string> mark_hunk(std::size_t hunk);
  Result<std::string> edit(std::uint32_t line);

 private:
  const std::optional<OpenFile>& file() const { return files_.file(); }
  Fingerprint fingerprint_of(std::size_t hunk) const;

  Project& project_;
  Files& files_;
  Steps& steps_;
};

}  // namespace mintport
