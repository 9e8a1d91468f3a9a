#include "app/workbench/typing.hh"

#include <algorithm>
#include <string>

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

void paste_into(TextField& field, std::string_view bytes, Context context) {
  constexpr std::string_view kLineEnds = "\r\n", kTab = "    ";  // a field has no tab stops
  if (context == Context::prompt) {
    bytes.remove_prefix(std::min(bytes.find_first_not_of(kLineEnds), bytes.size()));
    bytes = bytes.substr(0, bytes.find_last_not_of(kLineEnds) + 1);
  }
  std::string text;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t begin = at;
    const char32_t character = next_code_point(bytes, at);
    const std::string_view raw = bytes.substr(begin, at - begin);
    if (character == '\r' && at < bytes.size() && bytes[at] == '\n') continue;
    if (character == '\n' || character == '\r') {
      text += context == Context::message ? "\n" : " ";
    } else if (character == '\t') {
      text += kTab;
    } else if (character >= ' ' && !(character >= 0x7F && character < 0xA0) &&
               find_invalid_utf8(raw) == std::string_view::npos) {
      text += raw;
    }
  }
  field.insert(text);
}

void type_key(const Key& key, const KeyTable& keys, Context context, TextField& field) {
  if (const auto command = keys.find(key, context)) {
    edit_text_field(*command, field);
  } else {
    type_into(field, key);
  }
}

}  // namespace mintport::ui
