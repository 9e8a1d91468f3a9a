#include "views/terminal/signals.hh"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <iterator>

namespace mintport::ui {
namespace {

constexpr int kEvents[] = {SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH};
constexpr int kCrashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGQUIT};
constexpr int kImpatient = 3;  // after this many unanswered requests the program hangs: exit here

// Signal handlers have no argument for this data, so it is static. Set before the handlers are installed.
struct Shared {
  int fd = -1, pipe = -1;
  char restore[256];
  std::size_t restore_size = 0;
  termios modes;
  struct sigaction old_event[std::size(kEvents)], old_crash[std::size(kCrashes)];
  stack_t old_stack;
  std::atomic<int> unanswered{0};
  bool in_use = false;
};
Shared shared;

void put_back() {
  std::size_t done = 0;
  while (done < shared.restore_size) {
    const ssize_t n = ::write(shared.fd, shared.restore + done, shared.restore_size - done);
    if (n <= 0) break;
    done += static_cast<std::size_t>(n);
  }
  ::tcsetattr(shared.fd, TCSANOW, &shared.modes);
}

void on_event(int signal) {
  const int error = errno;
  const bool ends = signal == SIGTERM || signal == SIGHUP || signal == SIGINT;
  if (ends && shared.unanswered.fetch_add(1) + 1 >= kImpatient) {
    put_back();
    ::_exit(128 + signal);
  }
  const char byte = static_cast<char>(signal);
  [[maybe_unused]] const ssize_t written = ::write(shared.pipe, &byte, 1);  // full: the loop wakes anyway
  errno = error;
}

// Restores the previous handlers, under which the signal arrives again: the default ends the process, a
// sanitizer reports.
void on_crash(int signal, siginfo_t* about, void*) {
  put_back();
  for (std::size_t i = 0; i < std::size(kCrashes); ++i)
    ::sigaction(kCrashes[i], &shared.old_crash[i], nullptr);
  const bool fault_repeats = about->si_code > 0 && signal != SIGABRT && signal != SIGQUIT;
  if (!fault_repeats) ::raise(signal);
}

void install_events() {
  struct sigaction action = {};
  action.sa_handler = on_event;
  ::sigemptyset(&action.sa_mask);
  for (const int signal : kEvents) ::sigaction(signal, &action, nullptr);
}

void install_crashes() {
  struct sigaction action = {};
  action.sa_sigaction = on_crash;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  ::sigemptyset(&action.sa_mask);
  for (const int signal : kCrashes) ::sigaction(signal, &action, nullptr);
}

}  // namespace

SignalGuard::SignalGuard(int fd, const std::string& restore, const termios& modes) : stack_(1 << 16) {
  assert(!shared.in_use);
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0) read_ = ends[0], write_ = ends[1];
  shared.in_use = true;
  shared.fd = fd;
  shared.pipe = write_;
  shared.modes = modes;
  shared.unanswered = 0;
  shared.restore_size = std::min(restore.size(), sizeof shared.restore);
  std::memcpy(shared.restore, restore.data(), shared.restore_size);
  stack_t stack = {};
  stack.ss_sp = stack_.data();
  stack.ss_size = stack_.size();
  ::sigaltstack(&stack, &shared.old_stack);
  for (std::size_t i = 0; i < std::size(kEvents); ++i) ::sigaction(kEvents[i], nullptr, &shared.old_event[i]);
  for (std::size_t i = 0; i < std::size(kCrashes); ++i)
    ::sigaction(kCrashes[i], nullptr, &shared.old_crash[i]);
  install_events();
  install_crashes();
}

SignalGuard::~SignalGuard() {
  for (std::size_t i = 0; i < std::size(kEvents); ++i) ::sigaction(kEvents[i], &shared.old_event[i], nullptr);
  for (std::size_t i = 0; i < std::size(kCrashes); ++i)
    ::sigaction(kCrashes[i], &shared.old_crash[i], nullptr);
  ::sigaltstack(&shared.old_stack, nullptr);
  ::close(read_);
  ::close(write_);
  shared.in_use = false;
}

std::vector<int> SignalGuard::signals() {
  std::vector<int> out;
  char bytes[64];
  for (ssize_t n; (n = ::read(read_, bytes, sizeof bytes)) > 0;) out.insert(out.end(), bytes, bytes + n);
  shared.unanswered = 0;
  return out;
}

void SignalGuard::wake() {
  const char byte = 0;
  [[maybe_unused]] const ssize_t written = ::write(write_, &byte, 1);  // full: the loop wakes anyway
}

void SignalGuard::pause() {
  for (const int signal : {SIGTSTP, SIGCONT}) ::signal(signal, SIG_DFL);
  for (std::size_t i = 0; i < std::size(kCrashes); ++i)
    ::sigaction(kCrashes[i], &shared.old_crash[i], nullptr);
}

void SignalGuard::resume() {
  install_events();
  install_crashes();
}

void SignalGuard::stop() {
  ::kill(0, SIGTSTP);
}

}  // namespace mintport::ui
