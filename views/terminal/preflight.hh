// Checks before the workbench takes over the terminal.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.hh"

namespace mintport::ui {

// Report clicks and drags with SGR coordinates.
inline constexpr std::string_view kMouseOn = "\033[?1000h\033[?1002h\033[?1006h";
inline constexpr std::string_view kMouseOff = "\033[?1006l\033[?1002l\033[?1000l";

// Send pasted text between ESC [200~ and ESC [201~.
inline constexpr std::string_view kPasteOn = "\033[?2004h";
inline constexpr std::string_view kPasteOff = "\033[?2004l";

// Asks for the colour of the background. The answer is input: ESC ]11;rgb:1E1E/1E1E/1E1E BEL.
inline constexpr std::string_view kAskBackground = "\033]11;?\a";

// Refuses if the terminal is missing or lacks a needed capability. Sets a UTF-8 locale for characters.
// Returns the bytes that restore the terminal, for use after a crash.
Result<std::string> check_terminal(bool mouse);

}  // namespace mintport::ui
