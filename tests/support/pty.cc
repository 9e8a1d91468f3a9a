#include "support/pty.hh"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <vterm.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <system_error>

namespace mintport::testing {
namespace {

using Clock = std::chrono::steady_clock;

constexpr Pty::Milliseconds kLook{20};  // file conditions can change without output

struct KeyBytes {
  std::string_view name, bytes;
};

// The bytes that xterm sends with cursor and keypad keys in application mode.
constexpr KeyBytes kKeyBytes[] = {
    {"enter", "\r"},
    {"tab", "\t"},
    {"backspace", "\x7f"},
    {"esc", "\x1b"},
    {"space", " "},
    {"up", "\x1bOA"},
    {"down", "\x1bOB"},
    {"right", "\x1bOC"},
    {"left", "\x1bOD"},
    {"home", "\x1bOH"},
    {"end", "\x1bOF"},
    {"pgup", "\x1b[5~"},
    {"pgdn", "\x1b[6~"},
    {"ins", "\x1b[2~"},
    {"del", "\x1b[3~"},
    {"shift-tab", "\x1b[Z"},
    {"f1", "\x1bOP"},
    {"f2", "\x1bOQ"},
    {"f3", "\x1bOR"},
    {"f4", "\x1bOS"},
    {"f5", "\x1b[15~"},
    {"f6", "\x1b[17~"},
    {"f7", "\x1b[18~"},
    {"f8", "\x1b[19~"},
    {"f9", "\x1b[20~"},
    {"f10", "\x1b[21~"},
    {"f11", "\x1b[23~"},
    {"f12", "\x1b[24~"},
    {"ctrl-right", "\x1b[1;5C"},
    {"ctrl-left", "\x1b[1;5D"},
    {"shift-up", "\x1b[1;2A"},
    {"shift-down", "\x1b[1;2B"},
};

std::string key_bytes(std::string_view name) {
  for (const KeyBytes& key : kKeyBytes) {
    if (key.name == name) return std::string(key.bytes);
  }
  if (name.substr(0, 4) == "alt-") return "\x1b" + key_bytes(name.substr(4));
  if (name.size() == 6 && name.substr(0, 5) == "ctrl-")
    return std::string(1, static_cast<char>(name[5] & 0x1F));
  return std::string(name);
}

// The parent's messages: once the program's process id, then the results of waitpid.
void report(int pipe, int value) {
  while (::write(pipe, &value, sizeof value) < 0 && errno == EINTR) {
  }
}

struct Start {
  std::vector<char*> arguments, environment;
  std::string folder;
};

[[noreturn]] void run_program(const Start& start) {
  ::setpgid(0, 0);
  ::signal(SIGTTOU, SIG_IGN);
  ::tcsetpgrp(STDIN_FILENO, ::getpid());
  for (int signal = 1; signal < 32; ++signal) ::signal(signal, SIG_DFL);
  if (!start.folder.empty() && ::chdir(start.folder.c_str()) != 0) ::_exit(126);
  ::execve(start.arguments[0], start.arguments.data(), start.environment.data());
  ::_exit(127);
}

// Leads the session as a shell would, in another process group than the program's, so that the program can be
// stopped.
[[noreturn]] void run_parent(const Start& start, int pipe) {
  ::signal(SIGTTOU, SIG_IGN);
  const pid_t program = ::fork();
  if (program == 0) {
    ::close(pipe);
    run_program(start);
  }
  ::setpgid(program, program);
  report(pipe, program);
  while (true) {
    int status = 0;
    if (::waitpid(program, &status, WUNTRACED | WCONTINUED) < 0) {
      if (errno == EINTR) continue;
      ::_exit(1);
    }
    report(pipe, status);
    if (WIFEXITED(status) || WIFSIGNALED(status)) break;
  }
  while (true) ::pause();  // keeps the terminal open, so that its modes can be inspected
}

std::string encode(std::uint32_t c) {
  std::string out;
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
  return out;
}

int colour_of(const VTermColor& colour) {
  if (VTERM_COLOR_IS_DEFAULT_FG(&colour) || VTERM_COLOR_IS_DEFAULT_BG(&colour)) return -1;
  if (VTERM_COLOR_IS_INDEXED(&colour)) return colour.indexed.idx;
  return 256 + (colour.rgb.red << 16 | colour.rgb.green << 8 | colour.rgb.blue);
}

}  // namespace

struct Pty::Impl {
  int master = -1, pipe = -1;
  pid_t parent = -1, program = -1;
  VTerm* vterm = nullptr;
  VTermScreen* screen = nullptr;
  std::string output;
  std::optional<int> status;  // exit status
  bool stopped = false, alternate = false, cursor_shown = true, mouse = false;
  bool master_open = true, pipe_open = true;

  // Reads output for up to `timeout`. False if there was none.
  bool pump(Milliseconds timeout);
  void read_master();
  void read_pipe();
  void write(std::string_view bytes);
  template <class Condition>
  bool until(Condition condition, Milliseconds deadline) {
    const Clock::time_point end = Clock::now() + deadline;
    while (true) {
      if (condition()) return true;
      const auto left = std::chrono::ceil<Milliseconds>(end - Clock::now());
      if (left.count() <= 0) return false;
      const bool ended = status.has_value();
      if (!pump(ended ? Milliseconds(0) : std::min(left, kLook)) && ended) return condition();
    }
  }
  static int on_property(VTermProp property, VTermValue* value, void* self);
};

int Pty::Impl::on_property(VTermProp property, VTermValue* value, void* self) {
  Impl& impl = *static_cast<Impl*>(self);
  if (property == VTERM_PROP_ALTSCREEN) impl.alternate = value->boolean != 0;
  if (property == VTERM_PROP_CURSORVISIBLE) impl.cursor_shown = value->boolean != 0;
  if (property == VTERM_PROP_MOUSE) impl.mouse = value->number != VTERM_PROP_MOUSE_NONE;
  return 1;
}

void Pty::Impl::read_master() {
  char bytes[65536];
  const ssize_t n = ::read(master, bytes, sizeof bytes);
  if (n <= 0) {
    if (n == 0 || (errno != EAGAIN && errno != EINTR)) master_open = false;
    return;
  }
  output.append(bytes, static_cast<std::size_t>(n));
  ::vterm_input_write(vterm, bytes, static_cast<std::size_t>(n));
}

void Pty::Impl::read_pipe() {
  int value = 0;
  const ssize_t n = ::read(pipe, &value, sizeof value);
  if (n != static_cast<ssize_t>(sizeof value)) {
    if (n == 0) pipe_open = false;
    if (n == 0 && !status) status = 127;
    return;
  }
  if (program < 0) {
    program = value;
  } else if (WIFSTOPPED(value)) {
    stopped = true;
  } else if (WIFCONTINUED(value)) {
    stopped = false;
  } else {
    status = WIFSIGNALED(value) ? 128 + WTERMSIG(value) : WEXITSTATUS(value);
  }
}

bool Pty::Impl::pump(Milliseconds timeout) {
  pollfd fds[] = {{master_open ? master : -1, POLLIN, 0}, {pipe_open ? pipe : -1, POLLIN, 0}};
  if (::poll(fds, 2, static_cast<int>(timeout.count())) <= 0) return false;
  if (fds[0].revents != 0) read_master();
  if (fds[1].revents != 0) read_pipe();
  return true;
}

// Reads while it writes: otherwise a program that draws and this process could wait for each other.
void Pty::Impl::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(master, bytes.data(), bytes.size());
    if (n > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(n));
    } else if (n < 0 && errno != EAGAIN && errno != EINTR) {
      return;  // the program has ended
    } else {
      pump(Milliseconds(10));
    }
  }
}

Pty::Pty(const std::vector<std::string>& arguments, const PtyOptions& options)
    : impl_(std::make_unique<Impl>()) {
  std::map<std::string, std::string> environment;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::size_t equals = text.find('=');
    if (equals != text.npos) environment[std::string(text.substr(0, equals))] = text.substr(equals + 1);
  }
  for (const char* name : {"NO_COLOR", "LINES", "COLUMNS", "COLORTERM"}) environment.erase(name);
  environment["TERM"] = "xterm-256color";
  for (const auto& [name, value] : options.environment) environment[name] = value;
  for (const std::string& name : options.unset) environment.erase(name);
  std::vector<std::string> entries;
  for (const auto& [name, value] : environment) entries.push_back(name + "=" + value);
  Start start{.arguments = {}, .environment = {}, .folder = options.folder.string()};
  for (const std::string& argument : arguments)
    start.arguments.push_back(const_cast<char*>(argument.c_str()));
  for (const std::string& entry : entries) start.environment.push_back(const_cast<char*>(entry.c_str()));
  start.arguments.push_back(nullptr);
  start.environment.push_back(nullptr);

  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  winsize size{};
  size.ws_row = static_cast<unsigned short>(options.rows);
  size.ws_col = static_cast<unsigned short>(options.columns);
  impl_->parent = ::forkpty(&impl_->master, nullptr, nullptr, &size);
  if (impl_->parent < 0) throw std::system_error(errno, std::generic_category(), "forkpty");
  if (impl_->parent == 0) run_parent(start, ends[1]);
  ::close(ends[1]);
  impl_->pipe = ends[0];
  ::fcntl(impl_->master, F_SETFL, O_NONBLOCK);
  ::fcntl(impl_->master, F_SETFD, FD_CLOEXEC);

  impl_->vterm = ::vterm_new(options.rows, options.columns);
  ::vterm_set_utf8(impl_->vterm, 1);
  impl_->screen = ::vterm_obtain_screen(impl_->vterm);
  static const VTermScreenCallbacks kCallbacks = [] {
    VTermScreenCallbacks callbacks = {};  // fields differ between libvterm versions
    callbacks.settermprop = &Impl::on_property;
    return callbacks;
  }();
  ::vterm_screen_set_callbacks(impl_->screen, &kCallbacks, impl_.get());
  // Answers the program's queries to its terminal.
  const auto answer = [](const char* bytes, std::size_t size, void* self) {
    static_cast<Impl*>(self)->write({bytes, size});
  };
  ::vterm_output_set_callback(impl_->vterm, answer, impl_.get());
  ::vterm_screen_enable_altscreen(impl_->screen, 1);
  ::vterm_screen_reset(impl_->screen, 1);
  impl_->until([&] { return impl_->program > 0; }, kDeadline);
}

Pty::~Pty() {
  if (!impl_->status && impl_->program > 0) {
    ::kill(-impl_->program, SIGKILL);
    impl_->until([&] { return impl_->status.has_value(); }, Milliseconds(5'000));
  }
  ::kill(impl_->parent, SIGKILL);
  ::waitpid(impl_->parent, nullptr, 0);
  ::close(impl_->master);
  ::close(impl_->pipe);
  ::vterm_free(impl_->vterm);
}

void Pty::keys(std::string_view names) {
  std::string bytes;
  while (!names.empty()) {
    const std::size_t end = names.find(' ');
    bytes += key_bytes(names.substr(0, end));
    names.remove_prefix(end == names.npos ? names.size() : end + 1);
  }
  type(bytes);
}

void Pty::type(std::string_view bytes) {
  impl_->write(bytes);
}

void Pty::mouse(int button, int row, int column, bool release) {
  type("\x1b[<" + std::to_string(button) + ";" + std::to_string(column + 1) + ";" + std::to_string(row + 1) +
       (release ? "m" : "M"));
}

void Pty::resize(int rows, int columns) {
  ::vterm_set_size(impl_->vterm, rows, columns);
  winsize size{};
  size.ws_row = static_cast<unsigned short>(rows);
  size.ws_col = static_cast<unsigned short>(columns);
  ::ioctl(impl_->master, TIOCSWINSZ, &size);
}

void Pty::signal(int number) {
  ::kill(-impl_->program, number);
}

bool Pty::wait_for(std::string_view text, Milliseconds deadline) {
  return impl_->until([&] { return find(text).first >= 0; }, deadline);
}

bool Pty::wait_until(const std::function<bool()>& condition, Milliseconds deadline) {
  return impl_->until(condition, deadline);
}

bool Pty::wait_gone(std::string_view text, Milliseconds deadline) {
  return impl_->until([&] { return find(text).first < 0; }, deadline);
}

void Pty::wait_idle(Milliseconds quiet) {
  const Clock::time_point end = Clock::now() + kDeadline;
  while (Clock::now() < end && impl_->pump(quiet)) {
    if (impl_->status) quiet = Milliseconds(0);
  }
}

bool Pty::wait_stopped(Milliseconds deadline) {
  return impl_->until([&] { return impl_->stopped; }, deadline);
}

std::optional<int> Pty::wait_exit(Milliseconds deadline) {
  impl_->until([&] { return impl_->status.has_value(); }, deadline);
  if (impl_->status) wait_idle(Milliseconds(0));  // read its last output
  return impl_->status;
}

int Pty::process() const {
  return impl_->program;
}

int Pty::rows() const {
  int rows = 0, columns = 0;
  ::vterm_get_size(impl_->vterm, &rows, &columns);
  return rows;
}

int Pty::columns() const {
  int rows = 0, columns = 0;
  ::vterm_get_size(impl_->vterm, &rows, &columns);
  return columns;
}

PtyCell Pty::cell(int row, int column) {
  VTermScreenCell cell;
  if (::vterm_screen_get_cell(impl_->screen, {row, column}, &cell) == 0)
    throw std::out_of_range("no such cell");
  PtyCell out;
  if (cell.chars[0] == static_cast<std::uint32_t>(-1)) {
    out.text = "";
  } else if (cell.chars[0] == 0) {
    out.text = " ";
  } else {
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; ++i)
      out.text += encode(cell.chars[i]);
  }
  out.ink = colour_of(cell.fg);
  out.paper = colour_of(cell.bg);
  out.bold = cell.attrs.bold;
  out.italic = cell.attrs.italic;
  out.underline = cell.attrs.underline != 0;
  out.reverse = cell.attrs.reverse;
  return out;
}

std::string Pty::row(int row) {
  std::string out;
  for (int column = 0; column < columns(); ++column) out += cell(row, column).text;
  out.erase(out.find_last_not_of(' ') + 1);
  return out;
}

std::vector<std::string> Pty::screen() {
  std::vector<std::string> out;
  for (int i = 0; i < rows(); ++i) out.push_back(row(i));
  return out;
}

std::string Pty::text() {
  std::string out;
  for (int i = 0; i < rows(); ++i) out += row(i) + "\n";
  return out;
}

std::pair<int, int> Pty::find(std::string_view text) {
  for (int i = 0; i < rows(); ++i) {
    std::string so_far;
    const std::size_t at = row(i).find(text);
    if (at == std::string::npos) continue;
    int column = 0;
    while (so_far.size() < at || cell(i, column).text.empty()) so_far += cell(i, column++).text;
    return {i, column};
  }
  return {-1, -1};
}

bool Pty::alternate_screen() const {
  return impl_->alternate;
}
bool Pty::cursor_visible() const {
  return impl_->cursor_shown;
}
bool Pty::mouse_reported() const {
  return impl_->mouse;
}
const std::string& Pty::output() const {
  return impl_->output;
}

std::pair<int, int> Pty::cursor() {
  VTermPos position;
  ::vterm_state_get_cursorpos(::vterm_obtain_state(impl_->vterm), &position);
  return {position.row, position.col};
}

bool Pty::echoes() const {
  termios modes;
  return ::tcgetattr(impl_->master, &modes) == 0 && (modes.c_lflag & ECHO) != 0 &&
         (modes.c_lflag & ICANON) != 0;
}

}  // namespace mintport::testing
