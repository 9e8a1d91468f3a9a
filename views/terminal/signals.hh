// Signals while the terminal is taken over: the usual ones become bytes in a pipe that the event loop reads;
// crashes put the terminal back before they go on as they would have.
#pragma once

#include <termios.h>

#include <string>
#include <vector>

namespace mintport::ui {

// One at a time in a process.
class SignalGuard {
 public:
  // `restore` are the bytes that put the terminal behind `fd` back, `modes` its settings from before.
  SignalGuard(int fd, const std::string& restore, const termios& modes);
  ~SignalGuard();
  SignalGuard(const SignalGuard&) = delete;
  SignalGuard& operator=(const SignalGuard&) = delete;

  int fd() const { return read_; }  // readable when signals() has something
  // Signals that came since the last call, in order: SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH; 0
  // is wake().
  std::vector<int> signals();
  void wake();

  // Between these two, ^Z and crashes do what they do without us: the terminal is not ours.
  void pause();
  void resume();

  // Stops the process group as ^Z does, and returns when it goes on (at once where nobody could continue it).
  // Between pause() and resume().
  static void stop();

 private:
  int read_ = -1, write_ = -1;
  std::vector<char> stack_;  // for the handler of a stack overflow
};

}  // namespace mintport::ui
