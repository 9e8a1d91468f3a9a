// The terminal: the only place that knows ncurses. Shows grids and reads events. While a Terminal lives, the
// alternate screen is up, keys come unfiltered and the mouse reports; when it goes, and when the program is
// stopped, ended by a signal or crashes, all of that is put back.
//
// One at a time in a process (ncurses and signal handlers are per process); use it from one thread. Only
// wake() may be called from others.
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
  Theme theme =
      Theme::dark;  // `none` is taken instead when NO_COLOR is set or the terminal has fewer than 8 colours
  bool mouse = true;
};

class Terminal {
 public:
  // Takes over stdin and stdout. Errors (refused): one of them is not a terminal; TERM is unset, unknown or
  // cannot place the cursor ("dumb"); no UTF-8 locale, not even C.UTF-8.
  static Result<std::unique_ptr<Terminal>> open(const TerminalOptions& options);
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  int rows() const;
  int columns() const;
  ColourDepth depth() const;
  // Asking for colours under NO_COLOR or without any in the terminal still gives `none`.
  void set_theme(Theme theme);
  Theme theme() const;

  // Shows the grid; only what differs from the last one is sent. A grid of another size is cut, or padded
  // with blanks.
  void draw(const Grid& grid);

  // The next event; Tick when `timeout` passed without one (no timeout: waits for as long as it takes). ^Z
  // stops the program in here, and when it goes on, the event is a Resize: draw again.
  Event wait(std::optional<std::chrono::milliseconds> timeout);

  // Makes wait() return Wake, once for any number of calls before it. From any thread, and from signal
  // handlers.
  void wake();

  // Gives the terminal back while `callback` runs another program (an editor), then takes it over again; the
  // next event is a Resize.
  void suspend_for(const std::function<void()>& callback);

  // Puts text into the clipboard of the machine that shows the terminal (OSC 52; terminals that do not know
  // it ignore it). False: longer than what terminals take (74,994 bytes).
  bool copy(std::string_view text);

 private:
  class Impl;
  explicit Terminal(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace mintport::ui
