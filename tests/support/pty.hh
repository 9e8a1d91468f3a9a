// Runs a real program in a pseudo terminal and decodes its screen with libvterm. Type keys, wait until rows
// contain a text, inspect text, colours and the terminal's modes. Nothing sleeps for a fixed time: every wait
// polls up to a deadline.
//
// The program runs as a job of a small parent in its own session, as under a shell, so that ^Z really stops
// it.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mintport::testing {

struct PtyOptions {
  int rows = 24, columns = 80;
  std::filesystem::path folder;  // working folder; empty: the current one
  std::map<std::string, std::string>
      environment;                 // added to the caller's; TERM is xterm-256color unless given
  std::vector<std::string> unset;  // unset variables (NO_COLOR is unset unless given)
};

struct PtyCell {
  std::string text;  // empty: right half of a wide character
  int ink = -1;      // colour number, 0xRRGGBB + 256 for direct colours, -1 for the terminal's own
  int paper = -1;
  bool bold = false, italic = false, underline = false, reverse = false;
  friend bool operator==(const PtyCell&, const PtyCell&) = default;
};

class Pty {
 public:
  using Milliseconds = std::chrono::milliseconds;
  static constexpr Milliseconds kDeadline{
      20'000};  // sanitizers and busy machines are slow; successful tests do not wait for it

  // `arguments` begin with the program's path. Throws if it cannot be started.
  Pty(const std::vector<std::string>& arguments, const PtyOptions& options = {});
  ~Pty();  // kills remaining processes
  Pty(const Pty&) = delete;
  Pty& operator=(const Pty&) = delete;

  // Presses keys by name, separated by blanks: "j ctrl-d space enter pgdn shift-tab". type() sends text
  // unchanged.
  void keys(std::string_view names);
  void type(std::string_view bytes);
  // Sends an SGR mouse report. Row and column are 0-based. Buttons: 0 left, 1 middle, 2 right, 64 and 65 the
  // wheel, +32 while dragging.
  void mouse(int button, int row, int column, bool release = false);
  void resize(int rows, int columns);
  void signal(int number);  // to the program's process group

  // Rows arrive from top to bottom: wait for the text that is drawn last, or use wait_until for all of it.
  // All waits return false at the deadline, or if the program ends first.
  bool wait_for(std::string_view text, Milliseconds deadline = kDeadline);   // until a row contains it
  bool wait_gone(std::string_view text, Milliseconds deadline = kDeadline);  // until no row contains it
  // Any condition, checked after each output and every 20 ms.
  bool wait_until(const std::function<bool()>& condition, Milliseconds deadline = kDeadline);
  // Waits until there is no output for `quiet`, or the program has ended.
  void wait_idle(Milliseconds quiet = Milliseconds(60));
  // Waits until ^Z stops the program (or until it continues).
  bool wait_stopped(Milliseconds deadline = kDeadline);
  // Exit status, or 128 + the number of the signal that ended it; nullopt if it still runs at the deadline.
  std::optional<int> wait_exit(Milliseconds deadline = kDeadline);

  int process() const;  // the program's process id
  int rows() const;
  int columns() const;
  std::string row(int row);           // without trailing blanks
  std::vector<std::string> screen();  // all rows
  std::string text();                 // all rows, each with a final '\n'
  PtyCell cell(int row, int column);
  // The row and column of `text`; {-1, -1} if it is not on the screen.
  std::pair<int, int> find(std::string_view text);

  bool alternate_screen() const;
  bool cursor_visible() const;
  std::pair<int, int> cursor();
  bool mouse_reported() const;
  bool echoes() const;                // the terminal's modes ECHO and ICANON
  const std::string& output() const;  // all bytes so far

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace mintport::testing
