// What must hold before the terminal is taken over.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.hh"

namespace mintport::ui {

// Clicks and drags with SGR coordinates.
inline constexpr std::string_view kMouseOn = "\033[?1000h\033[?1002h\033[?1006h";
inline constexpr std::string_view kMouseOff = "\033[?1006l\033[?1002l\033[?1000l";

// Refuses what is no terminal or can do too little, and takes a UTF-8 locale for characters. Gives the bytes
// that put the terminal back, for a crash to write.
Result<std::string> check_terminal(bool mouse);

}  // namespace mintport::ui
