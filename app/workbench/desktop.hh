// The real Surroundings of a workbench.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "app/session/surroundings.hh"
#include "core/worktree/worktree.hh"
#include "views/terminal/terminal.hh"

namespace mintport::ui {

// Notes in <git dir>/mintport, the system clock, and $VISUAL or $EDITOR in the terminal.
class Desktop : public Surroundings {
 public:
  explicit Desktop(const WorkTree& tree);

  Terminal* terminal = nullptr;  // null: without a terminal there is no editor

  Result<void> edit(const std::string& path, std::uint32_t line) override;
  Result<std::string> edit_text(std::string_view text, const std::string& name) override;
  std::string today() override;
  std::int64_t now() override;
  std::string read_note(const std::string& name) override;
  void write_note(const std::string& name, std::string_view text) override;
  Result<void> append_note(const std::string& name, std::string_view text) override;
  bool copy(std::string_view text) override;
  void wake() override;

 private:
  Result<void> run_editor(const std::string& arguments);

  std::filesystem::path folder_;
};

}  // namespace mintport::ui
