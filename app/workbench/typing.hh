// Key handling that all text fields share.
#pragma once

#include <string_view>

#include "views/input/commands.hh"
#include "views/input/event.hh"
#include "views/panes/text_field.hh"

namespace mintport::ui {

// Runs a command that edits or moves in the field; ignores others.
void edit_text_field(Command command, TextField& field);
// Inserts the character of a text key.
void type_into(TextField& field, const Key& key);
// Inserts pasted bytes as text, without control characters and what is not UTF-8. In a prompt, which has one
// line, line ends become blanks, and those around the text go.
void paste_into(TextField& field, std::string_view bytes, Context context);
// Runs the key's command if it has one, else types the key.
void type_key(const Key& key, const KeyTable& keys, Context context, TextField& field);

}  // namespace mintport::ui
