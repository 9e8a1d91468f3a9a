// Draws a fixed grid and the last events, for terminal_test.cc to inspect in a pseudo terminal. The argument
// is the theme. Keys: q quits, ! crashes, e runs a child as an editor, y copies, w wakes the loop, t waits
// for 1 ms.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <deque>

#include "views/terminal/echo/random_grid.hh"
#include "views/terminal/terminal.hh"

using namespace mintport;
using namespace mintport::ui;

namespace {

void draw_page(Grid& grid) {
  grid.put(0, 0, "plain 漢字 wide", Face::normal);
  grid.put(1, 0, "e\u0301 a\u0323 marks", Face::keyword);
  grid.put(2, 0, "removed", Face::normal, Face::removed);
  grid.put(2, 8, "added word", Face::normal, Face::added_word);
  grid.put(3, 0, "status line", Face::status);
  if (grid.height() > 0) grid.put(grid.height() - 1, grid.width() - 6, "corner", Face::normal);
  grid.cursor_row = 1;
  grid.cursor_column = 2;
}

Grid page(const Terminal& terminal, const std::deque<std::string>& events) {
  Grid grid(terminal.rows(), terminal.columns());
  draw_page(grid);
  int row = 5;
  for (const std::string& event : events) grid.put(row++, 0, event, Face::normal);
  return grid;
}

// Until q; every other key draws the next grid.
void draw_random(Terminal& terminal) {
  for (unsigned seed = 0;; ++seed) {
    terminal.draw(random_grid(terminal.rows(), terminal.columns(), seed));
    if (terminal.wait(std::nullopt) == Event(key_of('q'))) return;
  }
}

}  // namespace

int main(int argc, char** argv) {
  TerminalOptions options;
  if (argc > 1) options.theme = parse_theme(argv[1]).value_or(Theme::dark);
  Result<std::unique_ptr<Terminal>> opened = Terminal::open(options);
  if (!opened) {
    std::fprintf(stderr, "%s\n", to_string(opened.error()).c_str());
    return exit_status(opened.error().kind);
  }
  Terminal& terminal = **opened;
  std::deque<std::string> events{"ready"};
  for (int count = 1;; ++count) {
    terminal.draw(page(terminal, events));
    const Event event = terminal.wait(std::nullopt);
    events.push_back(std::to_string(count) + " " + to_string(event));
    if (events.size() > 8) events.pop_front();
    if (const Quit* quit = std::get_if<Quit>(&event)) return 128 + quit->signal;
    const Key* key = std::get_if<Key>(&event);
    if (key == nullptr || key->special != SpecialKey::none || key->ctrl || key->alt) continue;
    switch (key->character) {
      case 'q':
        return 0;
      case '!':
        std::abort();
      case 'h':
        std::puts("hanging");
        std::fflush(stdout);
        for (volatile bool hangs = true; hangs;) ::pause();
        break;
      case 'w':
        terminal.wake();
        break;
      case 'r':
        draw_random(terminal);
        break;
      case 'y':
        terminal.copy("text é");
        break;
      case 't':
        events.push_back(to_string(terminal.wait(std::chrono::milliseconds(1))));
        break;
      case 'e':
        terminal.suspend_for([] {
          if (std::system("printf 'editor is here\\n'; read line; printf 'got %s\\n' \"$line\"") != 0)
            std::abort();
        });
        break;
      default:
        break;
    }
  }
}
