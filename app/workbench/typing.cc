#include "app/workbench/typing.hh"

#include "core/base/text.hh"

namespace mintport::ui {

void edit_text_field(Command command, TextField& field) {
  switch (command) {
    case Command::text_newline:
      return field.insert("\n");
    case Command::text_left:
      return field.left();
    case Command::text_right:
      return field.right();
    case Command::text_up:
      return field.up();
    case Command::text_down:
      return field.down();
    case Command::text_start:
      return field.line_start();
    case Command::text_end:
      return field.line_end();
    case Command::text_backspace:
      return field.erase_before();
    case Command::text_delete:
      return field.erase_after();
    case Command::text_delete_word:
      return field.erase_word();
    case Command::text_delete_line:
      return field.erase_to_line_start();
    default:
      return;
  }
}

void type_into(TextField& field, const Key& key) {
  if (!key.is_text()) return;
  std::string typed;
  append_utf8(typed, key.character);
  field.insert(typed);
}

void type_key(const Key& key, const KeyTable& keys, Context context, TextField& field) {
  if (const auto command = keys.find(key, context)) {
    edit_text_field(*command, field);
  } else {
    type_into(field, key);
  }
}

}  // namespace mintport::ui
