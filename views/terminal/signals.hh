// Signal handling while the terminal is taken over. The usual signals become bytes in a pipe that the event
// loop reads. Crashes restore the terminal before they take their normal course.
#pragma once

#include <termios.h>

#include <string>
#include <vector>

namespace mintport::ui {

// Only one may exist in a process.
class SignalGuard {
 public:
  // `restore` are the bytes that restore the terminal behind `fd`, `modes` its previous settings.
  SignalGuard(int fd, const std::string& restore, const termios& modes);
  ~SignalGuard();
  SignalGuard(const SignalGuard&) = delete;
  SignalGuard& operator=(const SignalGuard&) = delete;

  int fd() const { return read_; }  // readable if signals() has any
  // The signals since the last call, in order: SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH; 0 stands
  // for wake().
  std::vector<int> signals();
  void wake();

  // Between pause() and resume(), ^Z and crashes have their default effects, because the terminal is in
  // normal mode.
  void pause();
  void resume();

  // Stops the process group as ^Z does, and returns when it continues (at once if nobody could continue it).
  // Call between pause() and resume().
  static void stop();

 private:
  int read_ = -1, write_ = -1;
  std::vector<char> stack_;  // for the handler of stack overflows
};

}  // namespace mintport::ui
