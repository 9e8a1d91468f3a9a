#include "app/workbench/overlays/live_field.hh"

#include <algorithm>

#include "app/workbench/typing.hh"
#include "core/base/text.hh"

namespace mintport::ui {

void LiveField::apply() {
  result_ = apply_(std::string(trim(field_.text)));
}

void LiveField::key(const Key& key) {
  const auto command = host_.keys().find(key, Context::prompt);
  if (command == Command::text_cancel) {
    const auto leave = leave_;
    host_.pop();
    return leave();
  }
  if (command == Command::text_accept) {
    const auto accept = accept_;
    const std::string text(trim(field_.text));
    host_.pop();
    return accept(text);
  }
  const std::string before = field_.text;
  type_key(key, host_.keys(), Context::prompt, field_);
  if (field_.text != before) apply();
}

bool LiveField::paste(std::string_view bytes) {
  paste_into(field_, bytes, Context::prompt);
  apply();
  return true;
}

void LiveField::draw(Rect body, Grid& grid) {
  const Rect line{body.row + body.height - 1, body.column, 1, body.width};
  grid.fill(line, Face::normal, Face::cursor);
  const std::string& right = field_.text.empty() ? hint_ : result_;
  const int title = display_width(title_) + 2, result = std::min(display_width(right), line.width / 2);
  grid.put(line.row, line.column + 1, title_, Face::title, Face::cursor);
  draw_text_field(field_, {line.row, line.column + title + 1, 1, line.width - title - result - 4}, 0, grid);
  grid.put(line.row, line.column + line.width - result - 1, right, result, Face::dim, Face::cursor);
}

std::vector<Hint> LiveField::hints() const {
  return {host_.hint(Command::text_accept, "accept", Context::prompt),
          host_.hint(Command::text_cancel, "leave", Context::prompt)};
}

void LiveField::where(Where& out) const {
  out.above = "field: " + title_;
  out.typed = with_cursor(field_);
}

}  // namespace mintport::ui
