// Events of a terminal: keys, pasted text, mouse, size changes, timer, wake-up, end. They are plain values,
// so tests and key files can make them without a terminal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/error.hh"

namespace mintport::ui {

// clang-format off
enum class SpecialKey : std::uint8_t {
  none, enter, tab, backspace, escape, up, down, left, right, home, end, page_up, page_down, insert, del,
  f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12,
};
// clang-format on

// Either a special key or a character, never both. A character includes its shift ('G'), so `shift` is only
// set for special keys. Ctrl with a letter holds the small letter.
struct Key {
  char32_t character = 0;
  SpecialKey special = SpecialKey::none;
  bool ctrl = false, alt = false, shift = false;

  // True for a character that a text field accepts.
  bool is_text() const { return special == SpecialKey::none && !ctrl && !alt && character >= ' '; }
  friend bool operator==(const Key&, const Key&) = default;
};

inline Key key_of(char32_t character) {
  return {.character = character};
}
inline Key key_of(SpecialKey special) {
  return {.special = special};
}

// Names such as "G", "ctrl-z", "alt-enter", "shift-tab", "pgdn", "space", "f1". parse_key() also accepts
// capitals and a few other spellings.
std::string to_string(const Key& key);
Result<Key> parse_key(std::string_view name);
// Names separated by blanks, as in a key file: "j j ctrl-d space".
Result<std::vector<Key>> parse_keys(std::string_view names);

enum class MouseButton : std::uint8_t { none, left, middle, right, wheel_up, wheel_down };
enum class MouseAction : std::uint8_t { press, release, drag };

// Row and column in cells, 0-based. The wheel only sends presses.
struct MouseEvent {
  int row = 0, column = 0;
  MouseButton button = MouseButton::none;
  MouseAction action = MouseAction::press;
  bool ctrl = false, alt = false, shift = false;
  friend bool operator==(const MouseEvent&, const MouseEvent&) = default;
};

// The size changed, or the screen was overwritten (after ^Z or an editor): redraw all of it.
struct Resize {
  int rows = 0, columns = 0;
  friend bool operator==(const Resize&, const Resize&) = default;
};

// Text from the clipboard, as the terminal sent it: any bytes. It is never keys.
struct Paste {
  std::string bytes;
  friend bool operator==(const Paste&, const Paste&) = default;
};

// The timeout of wait() expired.
struct Tick {
  friend bool operator==(const Tick&, const Tick&) = default;
};

// Another thread woke the loop.
struct Wake {
  friend bool operator==(const Wake&, const Wake&) = default;
};

// SIGTERM, SIGHUP or SIGINT arrived, or the terminal is gone: save and exit.
struct Quit {
  int signal = 0;
  friend bool operator==(const Quit&, const Quit&) = default;
};

using Event = std::variant<Key, Paste, MouseEvent, Resize, Tick, Wake, Quit>;

// Formats an event in one line, for tests and bug reports: "key ctrl-z", "mouse press left 3,14", "resize
// 24x80".
std::string to_string(const Event& event);

}  // namespace mintport::ui
