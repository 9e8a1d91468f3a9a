// A real program in a pseudo terminal, its screen decoded by libvterm: type keys, wait until rows say
// something, look at text, colours and the terminal's modes. Nothing sleeps blindly: every wait polls, up to
// a deadline.
//
// The program runs as a job of a small parent in its own session, as under a shell, so that ^Z stops it for
// real.
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
  std::filesystem::path folder;  // where to run; empty: here
  std::map<std::string, std::string>
      environment;                 // over the caller's own; TERM is xterm-256color unless given
  std::vector<std::string> unset;  // variables taken away (NO_COLOR is, unless given)
};

struct PtyCell {
  std::string text;  // empty: right half of a wide character
  int ink = -1;      // colour number, 0xRRGGBB + 256 for direct ones, -1 for the terminal's own
  int paper = -1;
  bool bold = false, italic = false, underline = false, reverse = false;
  friend bool operator==(const PtyCell&, const PtyCell&) = default;
};

class Pty {
 public:
  using Milliseconds = std::chrono::milliseconds;
  static constexpr Milliseconds kDeadline{
      20'000};  // sanitizers and busy machines are slow; good runs never wait for it

  // `arguments` begin with the program's path. Throws when it cannot be started.
  Pty(const std::vector<std::string>& arguments, const PtyOptions& options = {});
  ~Pty();  // kills what still runs
  Pty(const Pty&) = delete;
  Pty& operator=(const Pty&) = delete;

  // Keys by name, separated by blanks: "j ctrl-d space enter pgdn shift-tab". Text is sent as it is by
  // type().
  void keys(std::string_view names);
  void type(std::string_view bytes);
  // Row and column from 0; as SGR reports. Buttons: 0 left, 1 middle, 2 right, 64 and 65 the wheel, +32 while
  // dragging.
  void mouse(int button, int row, int column, bool release = false);
  void resize(int rows, int columns);
  void signal(int number);  // to the program's process group

  // Rows are seen as they come, from top to bottom: wait for what is drawn last, or with wait_until for all
  // of it. All give false at the deadline, or when the program ended without it.
  bool wait_for(std::string_view text, Milliseconds deadline = kDeadline);   // a row holds it, anywhere
  bool wait_gone(std::string_view text, Milliseconds deadline = kDeadline);  // no row does
  // Any condition, looked at whenever something came and every 20 ms.
  bool wait_until(const std::function<bool()>& condition, Milliseconds deadline = kDeadline);
  // Until nothing has come for `quiet`, or the program has ended.
  void wait_idle(Milliseconds quiet = Milliseconds(60));
  // Until it is stopped by ^Z (or goes on again).
  bool wait_stopped(Milliseconds deadline = kDeadline);
  // Exit status, or 128 + the signal that ended it; nothing when it still runs at the deadline.
  std::optional<int> wait_exit(Milliseconds deadline = kDeadline);

  int process() const;  // the program's id
  int rows() const;
  int columns() const;
  std::string row(int row);           // without trailing blanks
  std::vector<std::string> screen();  // all rows
  std::string text();                 // all rows, each ended by '\n'
  PtyCell cell(int row, int column);
  // The row and column where `text` begins; {-1, -1} when it is not on the screen.
  std::pair<int, int> find(std::string_view text);

  bool alternate_screen() const;
  bool cursor_visible() const;
  std::pair<int, int> cursor();
  bool mouse_reported() const;
  bool echoes() const;                // the terminal's own modes: ECHO and ICANON
  const std::string& output() const;  // all bytes that came

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace mintport::testing
