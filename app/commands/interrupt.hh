// Signals that ask a command to end: ^C, and those of a terminal or a system that goes down. Private to this
// folder.
#pragma once

#include <array>
#include <csignal>

namespace mintport::cli {

// While it lives, such a signal only sets a flag. One at a time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  // The number of the signal that came; 0: none.
  static int signal();

 private:
  static constexpr std::array<int, 3> kSignals{SIGINT, SIGTERM, SIGHUP};
  std::array<struct sigaction, kSignals.size()> before_{};
};

}  // namespace mintport::cli
