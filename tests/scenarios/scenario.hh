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
  // `file`: where the script is from. The folder base/ beside it, or above, is what the world begins with; in
  // a folder called terminal, the program itself is played in a pseudo terminal.
  Scenario(Script script, const std::filesystem::path& file);

  // The script with what came for what it expects. Throws Failure where a step cannot be done.
  Script play();

  const std::string& at() const { return at_; }  // the line that was done last
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
