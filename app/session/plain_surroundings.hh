// The Surroundings of a session that nobody watches: notes in <git dir>/mintport and the system clock, but no
// editor, no clipboard and no event loop. The workbench adds those.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "app/session/surroundings.hh"
#include "core/worktree/worktree.hh"

namespace mintport {

class PlainSurroundings : public Surroundings {
 public:
  explicit PlainSurroundings(const WorkTree& tree);

  Result<void> edit(const std::string& path, std::uint32_t line) override;                 // always refused
  Result<std::string> edit_text(std::string_view text, const std::string& name) override;  // always refused
  std::string today() override;
  std::int64_t now() override;
  std::string read_note(const std::string& name) override;
  void write_note(const std::string& name, std::string_view text) override;
  Result<void> append_note(const std::string& name, std::string_view text) override;
  std::uintmax_t note_size(const std::string& name) override;
  // Locks a file beside the notes. Waits some seconds for another process.
  Result<std::shared_ptr<void>> claim() override;
  bool copy(std::string_view) override { return false; }
  void wake() override {}

 protected:
  const std::filesystem::path& folder() const { return folder_; }  // of the notes

 private:
  std::filesystem::path folder_;
};

}  // namespace mintport
