// Turns terminal input into events. ncurses parses the bytes. This file defines the sequences that terminfo
// describes badly or not at all (modified arrows, SGR mouse, pasted text).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "views/input/event.hh"

namespace mintport::ui {

// Call after the screen is initialized.
void define_key_sequences();

// True if the colour of "rgb:RRRR/GGGG/BBBB" is light; nullopt if it is no such text.
std::optional<bool> is_light(std::string_view colour);

class Input {
 public:
  // Returns an event that has already arrived, or nullopt. Waits at most as long as an escape sequence takes.
  std::optional<Event> read();
  // The terminal's answer about its background, once: true if it is light.
  std::optional<bool> take_background() { return std::exchange(light_, std::nullopt); }

 private:
  std::optional<Event> read_one(bool& came);
  std::optional<Event> read_paste();

  std::optional<bool> light_;
  std::optional<Event> ahead_;                        // an event that was read ahead
  std::optional<std::string> paste_;                  // the part of a paste that has arrived; its end has not
  std::chrono::steady_clock::time_point paste_time_;  // when the last part arrived
};

}  // namespace mintport::ui
