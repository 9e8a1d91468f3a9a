// Turns terminal input into events. ncurses parses the bytes. This file defines the sequences that terminfo
// describes badly or not at all (modified arrows, SGR mouse).
#pragma once

#include <optional>

#include "views/input/event.hh"

namespace mintport::ui {

// Call after the screen is initialized.
void define_key_sequences();

// Returns an event that has already arrived, or nullopt. Waits at most as long as an escape sequence takes.
// `pending` keeps an event that was read ahead.
std::optional<Event> read_input(std::optional<Event>& pending);

}  // namespace mintport::ui
