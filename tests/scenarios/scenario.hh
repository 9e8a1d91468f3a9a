// A scenario that is played from its first section to its last.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "scenarios/player.hh"
#include "scenarios/script.hh"
#include "scenarios/world.hh"

namespace mintport::ui::scenarios {

class Scenario {
 public:
  // `file` is the script's file. The nearest folder base/, next to it or above, is the initial world. In a
  // folder called terminal, the program itself runs in a pseudo terminal.
  Scenario(Script script, const std::filesystem::path& file);

  // Returns the script with actual instead of expected output. Throws Failure if a step fails.
  Script play();

  const std::string& at() const { return at_; }  // the last line that was executed
  std::string screen() const { return player_ ? player_->screen() : ""; }

 private:
  void begin();
  void do_section(Section& section);
  void do_line(const std::string& line);
  void press(const std::string& keys);
  void click(const std::string& text);
  void drag(const std::string& places);
  void need(bool held, const std::string& what) const;

  Script script_;
  bool in_terminal_;
  World world_;
  std::unique_ptr<Player> player_;
  std::string at_;
};

}  // namespace mintport::ui::scenarios
