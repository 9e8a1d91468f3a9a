#include "views/panes/draw.hh"

#include <algorithm>

#include "core/base/text.hh"

namespace mintport::ui {
namespace {

// Returns the next character with its combining marks.
std::string_view next_character(std::string_view text, std::size_t& at) {
  const std::size_t begin = at;
  next_code_point(text, at);
  while (at < text.size()) {
    std::size_t after = at;
    next_code_point(text, after);
    if (display_width(text.substr(at, after - at)) > 0) break;
    at = after;
  }
  return text.substr(begin, at - begin);
}

std::string repeated(std::string_view what, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += what;
  return out;
}

}  // namespace

std::string elide(std::string_view text, int width) {
  if (display_width(text) <= width) return std::string(text);
  if (width <= 0) return "";
  std::string out;
  int used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = next_character(text, at);
    used += display_width(character);
    if (used > width - 1) break;
    out += character;
  }
  return out + "…";
}

std::string elide_front(std::string_view text, int width) {
  int over = display_width(text) - width;
  if (over <= 0) return std::string(text);
  if (width <= 0) return "";
  ++over;  // for the ellipsis
  std::size_t at = 0;
  while (at < text.size() && over > 0) over -= display_width(next_character(text, at));
  return "…" + std::string(text.substr(at));
}

std::string elide_middle(std::string_view text, int width) {
  if (display_width(text) <= width) return std::string(text);
  const std::string front = elide(text, (width + 1) / 2);  // its ellipsis is in the middle
  std::string end = elide_front(text, width - display_width(front) + 1);
  end.erase(0, std::min(end.size(), std::string_view("…").size()));
  return front + end;
}

std::vector<std::string> wrap(std::string_view text, int width) {
  std::vector<std::string> out;
  width = std::max(width, 1);
  for (std::string_view line : split(text, '\n')) {
    std::string current;
    int used = 0;
    for (std::string_view word : split(line, ' ')) {
      int needed = display_width(word);
      if (used > 0 && used + 1 + needed > width) {
        out.push_back(std::move(current));
        current.clear();
        used = 0;
      }
      if (used > 0) {
        current += ' ';
        ++used;
      }
      for (std::size_t at = 0; at < word.size();) {
        const std::string_view character = next_character(word, at);
        const int columns = display_width(character);
        if (used + columns > width) {
          out.push_back(std::move(current));
          current.clear();
          used = 0;
        }
        current += character;
        used += columns;
      }
    }
    out.push_back(std::move(current));
  }
  return out;
}

void draw_title(Grid& grid, Rect row, std::string_view title, std::string_view right, bool active) {
  const Face line = active ? Face::border_active : Face::border;
  grid.put(row.row, row.column, repeated("─", row.width), row.width, line);
  const int right_width = right.empty() ? 0 : std::min(display_width(right) + 3, row.width / 2);
  const int room = row.width - 3 - right_width;
  if (room > 0) {
    const std::string shown = " " + elide_front(title, room - 1) + " ";
    grid.put(row.row, row.column + 1, shown, room + 1, active ? Face::title : Face::dim);
  }
  if (right_width > 0) {
    const std::string shown = " " + elide(right, right_width - 3) + " ";
    grid.put(row.row, row.column + row.width - right_width, shown, right_width - 1,
             active ? Face::normal : Face::dim);
  }
}

int draw_pieces(Grid& grid, int row, int column, int width, const std::vector<Piece>& pieces, Face back) {
  int used = 0;
  for (const Piece& piece : pieces) {
    if (used >= width) break;
    used += grid.put(row, column + used, elide(piece.text, width - used), width - used, piece.face, back);
  }
  return used;
}

void draw_bar(Grid& grid, int row, int column, int width, std::size_t total,
              const std::vector<Share>& parts) {
  std::size_t sum = 0;
  int at = 0;
  for (const Share& part : parts) {
    sum += part.count;
    int end = total == 0 ? 0 : static_cast<int>(sum * static_cast<std::size_t>(width) / total);
    if (part.count > 0 && end == at && end < width) ++end;  // every share that is not empty gets a column
    for (; at < end; ++at) grid.put(row, column + at, part.glyph, part.face);
  }
  for (; at < width; ++at) grid.put(row, column + at, "░", Face::border);
}

std::size_t scroll_to(std::size_t cursor, std::size_t top, std::size_t height, std::size_t count) {
  if (height == 0 || count <= height) return 0;
  const std::size_t margin = std::min<std::size_t>(3, (height - 1) / 2);
  if (cursor < top + margin) top = cursor < margin ? 0 : cursor - margin;
  if (cursor + margin >= top + height) top = cursor + margin + 1 - height;
  return std::min(top, count - height);
}

Rect draw_box(Grid& grid, Rect box, std::string_view title, Face face) {
  grid.fill(box, Face::normal);
  const int inner = std::max(box.width - 2, 0);
  grid.put(box.row, box.column, "╭" + repeated("─", inner) + "╮", box.width, face);
  grid.put(box.row + box.height - 1, box.column, "╰" + repeated("─", inner) + "╯", box.width, face);
  for (int row = box.row + 1; row < box.row + box.height - 1; ++row) {
    grid.put(row, box.column, "│", face);
    grid.put(row, box.column + box.width - 1, "│", face);
  }
  if (!title.empty())
    grid.put(box.row, box.column + 2, " " + elide(title, inner - 4) + " ", inner, Face::title);
  return {box.row + 1, box.column + 2, std::max(box.height - 2, 0), std::max(box.width - 4, 0)};
}

}  // namespace mintport::ui
