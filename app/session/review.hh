// What a person does to the open file: convert, fix, waive, mark, edit. All of these give what to say.
#pragma once

#include <cstdint>
#include <string>

#include "app/session/files.hh"
#include "app/session/steps.hh"

namespace mintport {

class Review {
 public:
  // All must outlive this.
  Review(Project& project, Files& files, Steps& steps) : project_(project), files_(files), steps_(steps) {}

  Result<std::string> convert_file();
  Result<std::string> apply_fix(std::size_t finding, std::size_t fix);
  // What the fix would change.
  Result<CodeFile> preview(std::size_t finding, std::size_t fix) const;
  Result<std::string> waive(std::size_t finding, std::string reason);
  Result<std::string> mark_reviewed();
  // A hunk of the file's diff. The last one that was not marked takes the file's mark along.
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
