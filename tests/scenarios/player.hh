// Who presses the keys of a scenario and looks at the screen: the workbench in this process, or the program
// in a pseudo terminal.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/world.hh"
#include "views/input/event.hh"

namespace mintport::ui::scenarios {

// Row and column from 0.
struct Spot {
  int row = 0, column = 0;
};

class Player {
 public:
  virtual ~Player() = default;

  virtual void press(const std::vector<Key>& keys) = 0;
  virtual void mouse(const MouseEvent& event) = 0;
  virtual void resize(int rows, int columns) = 0;
  // Something changed outside: it is looked for.
  virtual void look() = 0;
  // Quits, and starts again.
  virtual void restart() = 0;
  // Steps that only this player knows; false: it does not know it either.
  virtual bool step(const std::string& verb, const std::string& rest) = 0;

  // Whether a row of the screen holds the text, now or before long.
  virtual bool sees(const std::string& text) = 0;
  virtual bool sees_no(const std::string& text) = 0;
  virtual std::string screen() = 0;
  // The same, once it is as expected; what is there otherwise, in a terminal after some seconds.
  virtual std::string screen_like(const std::string&) { return screen(); }
  // What has the focus and what is selected, a line each; nothing where it cannot be known.
  virtual std::optional<std::string> focus() = 0;
  // How the first place of the text on the screen looks; nothing when it is not there.
  virtual std::optional<std::string> look_of(const std::string& text) = 0;

  // Where the text begins on the screen.
  virtual std::optional<Spot> find(const std::string& text) = 0;
};

// `world` outlives the player.
std::unique_ptr<Player> play_in_process(World& world);
std::unique_ptr<Player> play_in_terminal(World& world);

}  // namespace mintport::ui::scenarios
