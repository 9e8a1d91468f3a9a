// Presses the keys of a scenario and reads the screen: either the workbench in this process, or the program
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

// Row and column, 0-based.
struct Spot {
  int row = 0, column = 0;
};

class Player {
 public:
  virtual ~Player() = default;

  virtual void press(const std::vector<Key>& keys) = 0;
  virtual void mouse(const MouseEvent& event) = 0;
  virtual void resize(int rows, int columns) = 0;
  // Lets the workbench check for outside changes.
  virtual void look() = 0;
  // Quits and starts again.
  virtual void restart() = 0;
  // Steps that only this player supports; false: unknown.
  virtual bool step(const std::string& verb, const std::string& rest) = 0;

  // Whether a row of the screen contains the text, now or soon.
  virtual bool sees(const std::string& text) = 0;
  virtual bool sees_no(const std::string& text) = 0;
  virtual std::string screen() = 0;
  // The screen as soon as it equals the expected one; in a terminal after some seconds the actual one.
  virtual std::string screen_like(const std::string&) { return screen(); }
  // The focus and the selection, one per line; nullopt if unknown.
  virtual std::optional<std::string> focus() = 0;
  // The look of the first occurrence of the text on the screen; nullopt if it does not occur.
  virtual std::optional<std::string> look_of(const std::string& text) = 0;

  // The position of the text on the screen.
  virtual std::optional<Spot> find(const std::string& text) = 0;
};

// `world` must outlive the player.
std::unique_ptr<Player> play_in_process(World& world);
std::unique_ptr<Player> play_in_terminal(World& world);

}  // namespace mintport::ui::scenarios
