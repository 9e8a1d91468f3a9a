// The terminal; the only part that uses ncurses. Shows grids and reads events. While a Terminal lives, the
// alternate screen is shown, keys are unfiltered and the mouse is reported. All of that is restored when it
// is destroyed, and when the program is stopped, ended by a signal, or crashes.
//
// Only one may exist in a process, because ncurses and signal handlers are per process. Use it from one
// thread; only wake() may be called from others.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "core/base/error.hh"
#include "views/input/event.hh"
#include "views/screen/grid.hh"
#include "views/screen/theme.hh"

namespace mintport::ui {

struct TerminalOptions {
  // Unset: light if the terminal says that its background is (OSC 11), else dark. `none` is taken instead
  // when NO_COLOR is set or the terminal has fewer than 8 colours.
  std::optional<Theme> theme = {};
  bool mouse = true;
};

class Terminal {
 public:
  // Takes over stdin and stdout. Errors (refused): one of them is not a terminal; TERM is unset, unknown or
  // cannot place the cursor ("dumb"); there is no UTF-8 locale, not even C.UTF-8.
  static Result<std::unique_ptr<Terminal>> open(const TerminalOptions& options);
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  int rows() const;
  int columns() const;
  ColourDepth depth() const;
  // Stays `none` under NO_COLOR or if the terminal has no colours.
  void set_theme(Theme theme);
  Theme theme() const;

  // Shows the grid. Sends only the differences from the previous one. A grid of another size is cut, or
  // padded with blanks.
  void draw(const Grid& grid);

  // Returns the next event, or Tick after `timeout` (nullopt: waits without a limit). ^Z stops the program
  // inside this call; after it continues, the event is a Resize: redraw.
  Event wait(std::optional<std::chrono::milliseconds> timeout);

  // Makes wait() return Wake, once for any number of calls. May be called from any thread and from signal
  // handlers.
  void wake();

  // Restores the terminal while `callback` runs another program (an editor), then takes it over again. The
  // next event is a Resize.
  void suspend_for(const std::function<void()>& callback);

  // Copies text to the clipboard of the machine that shows the terminal (OSC 52; terminals without support
  // ignore it). False: the text is longer than the limit of terminals (74,994 bytes).
  bool copy(std::string_view text);

 private:
  class Impl;
  explicit Terminal(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace mintport::ui
