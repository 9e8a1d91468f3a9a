// User actions on the open file: convert, fix, waive, note, mark, edit. Each returns a message.
#pragma once

#include <cstdint>
#include <optional>
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
  // Writes a note on this line of the port for a colleague, or changes the one that is there. An empty text
  // removes it.
  Result<std::string> write_note(std::uint32_t line, std::string text);
  // The text of the note on this line; empty: there is none.
  std::string note_on(std::uint32_t line) const;
  // Replaces the port's lines of a hunk of the file's diff by HF's.
  Result<std::string> take_source(std::size_t hunk);
  // Replaces them by the conversion's: takes the manual edit at `line` back, else all in the hunk.
  Result<std::string> take_conversion(std::size_t hunk, std::optional<std::uint32_t> line);
  Result<std::string> mark_reviewed();
  // Marks a hunk of the file's diff. Marking the last unmarked hunk also marks the file.
  Result<std::string> mark_hunk(std::size_t hunk);
  Result<std::string> edit(std::uint32_t line);

 private:
  const std::optional<OpenFile>& file() const { return files_.file(); }
  Fingerprint fingerprint_of(std::size_t hunk) const;
  Result<std::string> change_text(const std::string& label, std::string after);

  Project& project_;
  Files& files_;
  Steps& steps_;
};

}  // namespace mintport
