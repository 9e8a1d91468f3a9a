// The real Surroundings of a workbench.
#pragma once

#include <string>
#include <string_view>

#include "app/session/plain_surroundings.hh"
#include "views/terminal/terminal.hh"

namespace mintport::ui {

// Notes in <git dir>/mintport, the system clock, and $VISUAL or $EDITOR in the terminal.
class Desktop : public PlainSurroundings {
 public:
  using PlainSurroundings::PlainSurroundings;

  Terminal* terminal = nullptr;  // null: without a terminal there is no editor

  Result<void> edit(const std::string& path, std::uint32_t line) override;
  Result<std::string> edit_text(std::string_view text, const std::string& name) override;
  bool copy(std::string_view text) override;
  void wake() override;

 private:
  Result<void> run_editor(const std::string& arguments);
};

}  // namespace mintport::ui
