// What the terminal sends, as events. ncurses takes the bytes apart; the sequences that terminfo describes
// badly or not at all (modified arrows, SGR mouse) are told to it here.
#pragma once

#include <optional>

#include "views/input/event.hh"

namespace mintport::ui {

// After initialisation of the screen.
void define_key_sequences();

// The next event that has already come, without waiting longer than an escape sequence takes; nothing when
// there is none. `pending` keeps what was read too far.
std::optional<Event> read_input(std::optional<Event>& pending);

}  // namespace mintport::ui
