#include "app/commands/interrupt.hh"

namespace mintport::cli {
namespace {

volatile std::sig_atomic_t caught_signal = 0;

void catch_signal(int number) {
  caught_signal = number;
}

}  // namespace

Interrupt::Interrupt() {
  caught_signal = 0;
  struct sigaction action {};
  action.sa_handler = catch_signal;
  for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals[i], &action, &before_[i]);
}

Interrupt::~Interrupt() {
  for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals[i], &before_[i], nullptr);
}

int Interrupt::signal() {
  return caught_signal;
}

}  // namespace mintport::cli
