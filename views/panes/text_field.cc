#include "views/panes/text_field.hh"

#include <algorithm>

#include "core/base/text.hh"

namespace mintport::ui {
namespace {

std::size_t before(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

std::size_t after(std::string_view text, std::size_t at) {
  if (at < text.size()) next_code_point(text, at);
  return at;
}

std::size_t start_of_line(std::string_view text, std::size_t at) {
  const std::size_t end = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return end == std::string_view::npos ? 0 : end + 1;
}

std::size_t end_of_line(std::string_view text, std::size_t at) {
  return std::min(text.find('\n', at), text.size());
}

}  // namespace

void TextField::insert(std::string_view typed) {
  text.insert(cursor, typed);
  cursor += typed.size();
}
void TextField::erase_before() {
  const std::size_t begin = before(text, cursor);
  text.erase(begin, cursor - begin);
  cursor = begin;
}
void TextField::erase_after() {
  text.erase(cursor, after(text, cursor) - cursor);
}
void TextField::erase_word() {
  while (cursor > 0 && text[cursor - 1] == ' ') erase_before();
  while (cursor > 0 && text[cursor - 1] != ' ' && text[cursor - 1] != '\n') erase_before();
}
void TextField::erase_to_line_start() {
  const std::size_t begin = start_of_line(text, cursor);
  text.erase(begin, cursor - begin);
  cursor = begin;
}
void TextField::left() {
  cursor = before(text, cursor);
}
void TextField::right() {
  cursor = after(text, cursor);
}
void TextField::line_start() {
  cursor = start_of_line(text, cursor);
}
void TextField::line_end() {
  cursor = end_of_line(text, cursor);
}
void TextField::up() {
  const std::size_t begin = start_of_line(text, cursor);
  if (begin == 0) return;
  const std::size_t column = cursor - begin, above = start_of_line(text, begin - 1);
  cursor = std::min(above + column, begin - 1);
  while (cursor > above && (static_cast<unsigned char>(text[cursor]) & 0xC0) == 0x80) --cursor;
}
void TextField::down() {
  const std::size_t column = cursor - start_of_line(text, cursor), end = end_of_line(text, cursor);
  if (end == text.size()) return;
  cursor = std::min(end + 1 + column, end_of_line(text, end + 1));
  while (cursor > end + 1 && cursor < text.size() &&
         (static_cast<unsigned char>(text[cursor]) & 0xC0) == 0x80)
    --cursor;
}

void draw_text_field(const TextField& field, Rect area, int limit, Grid& grid) {
  const auto lines = split(field.text, '\n');
  const auto row = static_cast<int>(
      std::count(field.text.begin(), field.text.begin() + static_cast<long>(field.cursor), '\n'));
  const std::size_t begin = start_of_line(field.text, field.cursor);
  const int column = display_width(std::string_view(field.text).substr(begin, field.cursor - begin));
  const int top = std::max(0, row - area.height + 1);
  grid.fill(area, Face::normal);
  for (int i = 0; i < area.height && top + i < static_cast<int>(lines.size()); ++i) {
    std::string_view line = lines[static_cast<std::size_t>(top + i)];
    // Only the line with the cursor scrolls horizontally.
    int skip = top + i == row ? std::max(0, column - area.width + 1) : 0;
    std::size_t at = 0;
    while (skip > 0 && at < line.size()) {
      const std::size_t from = at;
      next_code_point(line, at);
      skip -= display_width(line.substr(from, at - from));
    }
    grid.put(area.row + i, area.column, line.substr(at), area.width,
             top + i == 0 ? Face::title : Face::normal);
    if (limit > 0 && top + i == 0 && display_width(line) > limit && limit < area.width) {
      const std::size_t cut = std::min<std::size_t>(line.size(), static_cast<std::size_t>(limit));
      grid.put(area.row, area.column + limit, line.substr(cut), area.width - limit, Face::error);
    }
  }
  grid.cursor_row = area.row + row - top;
  grid.cursor_column = area.column + std::min(column, area.width - 1);
}

}  // namespace mintport::ui
