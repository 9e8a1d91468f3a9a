#include "views/terminal/terminal.hh"

#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <deque>

#include <curses.h>

#include "views/terminal/direct_colour.hh"
#include "views/terminal/keys.hh"
#include "views/terminal/painter.hh"
#include "views/terminal/preflight.hh"
#include "views/terminal/signals.hh"

namespace mintport::ui {
namespace {

constexpr int kEscapeDelay = 25;  // ms to wait for the rest of a sequence after ESC
constexpr std::size_t kClipboardLimit = 74'994;

void write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (n <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

bool no_colour_wanted() {
  const char* value = std::getenv("NO_COLOR");
  return value != nullptr && *value != '\0';
}

std::string base64(std::string_view bytes) {
  static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto byte = [&](std::size_t k) {
      return k < bytes.size() ? static_cast<unsigned char>(bytes[k]) : 0u;
    };
    const unsigned group = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    out += kDigits[group >> 18];
    out += kDigits[group >> 12 & 63];
    out += i + 1 < bytes.size() ? kDigits[group >> 6 & 63] : '=';
    out += i + 2 < bytes.size() ? kDigits[group & 63] : '=';
  }
  return out;
}

}  // namespace

class Terminal::Impl {
 public:
  // Create SignalGuard first: ncurses only installs handlers for signals without one.
  Impl(const std::string& restore, const termios& modes, const TerminalOptions& options)
      : mouse_(options.mouse),
        signals_(STDOUT_FILENO, restore, modes),
        screen_(new_screen()),
        painter_(screen_ != nullptr ? start_screen() : ColourDepth::none) {
    if (screen_ == nullptr) return;
    set_theme(options.theme.value_or(Theme::dark));
    enter();
    const std::string term = std::getenv("TERM");
    asks_background_ = !options.theme && !term.starts_with("linux");  // which would print the question
    if (asks_background_) write_all(STDOUT_FILENO, kAskBackground);
  }

  ~Impl() {
    if (screen_ == nullptr) return;
    leave();
    ::delscreen(screen_);
  }

  bool is_open() const { return screen_ != nullptr; }
  void choose_theme(Theme theme) {
    asks_background_ = false;
    set_theme(theme);
  }
  void set_theme(Theme theme) { painter_.set_theme(no_colour_wanted() ? Theme::none : theme); }

  Event wait(std::optional<std::chrono::milliseconds> timeout);
  void suspend_for(const std::function<void()>& callback);
  bool copy(std::string_view text);

  Painter& painter() { return painter_; }
  SignalGuard& signals() { return signals_; }

 private:
  static SCREEN* new_screen();
  static ColourDepth start_screen();
  void enter();
  void leave();
  void stop();
  Event resized();
  void take_signals();
  std::optional<Event> next_event();

  bool mouse_;
  bool asks_background_ = false;  // the theme follows the terminal's background once that is known
  SignalGuard signals_;
  SCREEN* screen_;
  Painter painter_;
  Input input_;
  std::deque<Event> pending_;
};

SCREEN* Terminal::Impl::new_screen() {
  {
    const DirectColour direct;
    if (SCREEN* screen = ::newterm(nullptr, stdout, stdin)) return screen;
  }
  return ::newterm(nullptr, stdout, stdin);
}

ColourDepth Terminal::Impl::start_screen() {
  ::raw();  // deliver ^C, ^Z and ^S as keys
  ::noecho();
  ::nonl();
  ::keypad(stdscr, TRUE);
  ::nodelay(stdscr, TRUE);
  ::set_escdelay(kEscapeDelay);
  ::scrollok(stdscr, FALSE);
  define_key_sequences();
  if (::has_colors()) {
    ::start_color();
    ::use_default_colors();
  }
  return colour_depth();
}

void Terminal::Impl::enter() {
  ::clearok(curscr, TRUE);
  ::refresh();
  write_all(STDOUT_FILENO, kPasteOn);
  if (mouse_) write_all(STDOUT_FILENO, kMouseOn);
  painter_.forget();
}

void Terminal::Impl::leave() {
  write_all(STDOUT_FILENO, kPasteOff);
  if (mouse_) write_all(STDOUT_FILENO, kMouseOff);
  ::curs_set(1);
  ::endwin();
}

void Terminal::Impl::stop() {
  leave();
  signals_.pause();
  SignalGuard::stop();
  signals_.resume();
  enter();
  pending_.push_back(resized());
}

void Terminal::Impl::suspend_for(const std::function<void()>& callback) {
  leave();
  signals_.pause();
  callback();
  signals_.resume();
  for (const int signal : signals_.signals()) {
    // ^C was meant for the other program.
    if (signal == SIGTERM || signal == SIGHUP) pending_.push_back(Quit{signal});
    if (signal == 0) pending_.push_back(Wake{});
  }
  enter();
  ::flushinp();
  pending_.push_front(resized());
}

Event Terminal::Impl::resized() {
  winsize size = {};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
    if (size.ws_row != LINES || size.ws_col != COLS) ::resizeterm(size.ws_row, size.ws_col);
  }
  painter_.forget();
  return Resize{LINES, COLS};
}

void Terminal::Impl::take_signals() {
  bool woken = false, size_changed = false;
  for (const int signal : signals_.signals()) {
    switch (signal) {
      case 0:
        woken = true;
        break;
      case SIGWINCH:
        size_changed = true;
        break;
      case SIGTSTP:
        stop();
        break;
      case SIGCONT:  // after SIGSTOP nothing was restored; a shell may have changed the modes
        leave();
        enter();
        size_changed = true;
        break;
      default:
        pending_.push_back(Quit{signal});
    }
  }
  if (size_changed) pending_.push_back(resized());
  if (woken) pending_.push_back(Wake{});
}

// Returns an event that has already arrived.
std::optional<Event> Terminal::Impl::next_event() {
  while (true) {
    take_signals();
    if (!pending_.empty()) {
      Event event = std::move(pending_.front());
      pending_.pop_front();
      return event;
    }
    std::optional<Event> event = input_.read();
    if (const auto light = input_.take_background(); light && asks_background_) {
      set_theme(*light ? Theme::light : Theme::dark);
      pending_.push_back(resized());
    }
    if (!event && !pending_.empty()) continue;
    if (!event) return std::nullopt;
    static const Key kStop{.character = 'z', .special = SpecialKey::none, .ctrl = true};
    if (*event != Event(kStop)) return event;
    stop();
  }
}

Event Terminal::Impl::wait(std::optional<std::chrono::milliseconds> timeout) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end = Clock::now() + timeout.value_or(std::chrono::milliseconds(0));
  while (true) {
    if (std::optional<Event> event = next_event()) return *std::move(event);
    int left = -1;
    if (timeout) {
      left = static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now()).count());
      if (left < 0) left = 0;
    }
    pollfd fds[] = {{STDIN_FILENO, POLLIN, 0}, {signals_.fd(), POLLIN, 0}};
    const int ready = ::poll(fds, 2, left);
    if (ready == 0) return Tick{};
    if (ready < 0 || fds[1].revents != 0) continue;  // a signal
    int waiting = 0;
    const bool empty = ::ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0;
    if (empty && fds[0].revents != 0)
      return Quit{SIGHUP};  // readable, but nothing to read: the terminal is gone
  }
}

bool Terminal::Impl::copy(std::string_view text) {
  if (text.size() > kClipboardLimit) return false;
  write_all(STDOUT_FILENO, "\033]52;c;" + base64(text) + "\a");
  return true;
}

Terminal::Terminal(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Terminal::~Terminal() = default;

Result<std::unique_ptr<Terminal>> Terminal::open(const TerminalOptions& options) {
  const Result<std::string> restore = check_terminal(options.mouse);
  if (!restore) return fail(restore.error());
  termios modes = {};
  ::tcgetattr(STDIN_FILENO, &modes);
  ::use_tioctl(TRUE);  // use the real size of the terminal, whatever LINES and COLUMNS say
  auto impl = std::make_unique<Impl>(*restore, modes, options);
  if (!impl->is_open())
    return fail({ErrorKind::refused, "", 0, "cannot set up the terminal", "try another TERM"});
  return std::unique_ptr<Terminal>(new Terminal(std::move(impl)));
}

int Terminal::rows() const {
  return LINES;
}
int Terminal::columns() const {
  return COLS;
}
ColourDepth Terminal::depth() const {
  return impl_->painter().depth();
}
void Terminal::set_theme(Theme theme) {
  impl_->choose_theme(theme);
}
Theme Terminal::theme() const {
  return impl_->painter().theme();
}
void Terminal::draw(const Grid& grid) {
  impl_->painter().paint(grid);
}
Event Terminal::wait(std::optional<std::chrono::milliseconds> timeout) {
  return impl_->wait(timeout);
}
void Terminal::wake() {
  impl_->signals().wake();
}
void Terminal::suspend_for(const std::function<void()>& callback) {
  impl_->suspend_for(callback);
}
bool Terminal::copy(std::string_view text) {
  return impl_->copy(text);
}

}  // namespace mintport::ui
