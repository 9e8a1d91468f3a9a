#include "app/workbench/page.hh"

#include <algorithm>

namespace mintport::ui {

std::optional<Command> Page::meaning_of(const Key& key, const KeyTable& keys) const {
  return context() == Context::bench ? keys.find(key) : std::nullopt;
}

void Page::mouse(const MouseEvent& event) {
  if (const auto by = wheel_of(event)) move(*by);
}

std::optional<Move> move_of(Command command, int height) {
  constexpr long kAll = 1 << 30;
  switch (command) {
    case Command::down:
      return Move{1, false};
    case Command::up:
      return Move{-1, false};
    case Command::page_down:
      return Move{1, true};
    case Command::page_up:
      return Move{-1, true};
    case Command::half_page_down:
      return Move{height / 2, false};
    case Command::half_page_up:
      return Move{-height / 2, false};
    case Command::top:
      return Move{-kAll, false};
    case Command::bottom:
      return Move{kAll, false};
    default:
      return std::nullopt;
  }
}

std::optional<Move> wheel_of(const MouseEvent& event) {
  constexpr long kRows = 3;
  if (event.button == MouseButton::wheel_up) return Move{-kRows, false};
  if (event.button == MouseButton::wheel_down) return Move{kRows, false};
  return std::nullopt;
}

void scroll_list(ListState& list, long by, std::size_t count, int height) {
  const auto seen = static_cast<std::size_t>(std::max(height, 1));
  if (count == 0) return;
  const std::size_t now = scroll_to(list.cursor, list.top, seen, count);
  const long last = static_cast<long>(count > seen ? count - seen : 0);
  list.top = static_cast<std::size_t>(std::clamp(static_cast<long>(now) + by, 0L, last));
  // Scrolling to a list's end moves the cursor there.
  if (list.top == now) return list.move(by, count);
  const std::size_t margin = std::min<std::size_t>(3, (seen - 1) / 2);
  const std::size_t first_row = list.top == 0 ? 0 : list.top + margin;
  const std::size_t last_row = list.top + seen >= count ? count - 1 : list.top + seen - 1 - margin;
  list.cursor = std::clamp(list.cursor, first_row, last_row);
}

void move_list(ListState& list, Move move, std::size_t count, long rows) {
  list.move(move.page ? move.by * rows : move.by, count);
}

}  // namespace mintport::ui
