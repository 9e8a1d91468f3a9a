// What keys do in a text field, wherever one stands.
#pragma once

#include "views/input/commands.hh"
#include "views/input/event.hh"
#include "views/panes/text_field.hh"

namespace mintport::ui {

// A command that moves in a text or changes it; others do nothing.
void edit_text_field(Command command, TextField& field);
// The character of a key that is text.
void type_into(TextField& field, const Key& key);
// The one or the other.
void type_key(const Key& key, const KeyTable& keys, Context context, TextField& field);

}  // namespace mintport::ui
