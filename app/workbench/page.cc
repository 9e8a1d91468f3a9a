#include "app/workbench/page.hh"

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

void move_list(ListState& list, Move move, std::size_t count, long rows) {
  list.move(move.page ? move.by * rows : move.by, count);
}

}  // namespace mintport::ui
