// Colours of 24 bits on terminals that have them and whose terminfo entry does not say so
// (COLORTERM=truecolor). ncurses takes direct colours only from an entry with the flag RGB, so it is given
// such a variant of the entry.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mintport::ui {

// COLORTERM says truecolor or 24bit.
bool wants_direct_colour();
// A compiled terminfo entry, as in the files of terminfo, with direct colours; nullopt if it is not one or
// has them already.
std::optional<std::string> with_direct_colour(std::string_view entry);

// While it lives, ncurses finds the variant of TERM's entry. Does nothing if there is no entry, or if
// COLORTERM does not ask for it. Create it before other threads read the environment.
class DirectColour {
 public:
  DirectColour();
  ~DirectColour();
  DirectColour(const DirectColour&) = delete;
  DirectColour& operator=(const DirectColour&) = delete;

 private:
  bool set_ = false;
  std::optional<std::string> before_;  // TERMINFO
};

}  // namespace mintport::ui
