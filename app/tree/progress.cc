#include "app/tree/progress.hh"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace mintport {

ProgressBar::~ProgressBar() {
  if (drawn_) fmt::print(terminal_, "\r\x1b[K");
}

void ProgressBar::show(std::size_t done, std::size_t total) {
  const auto now = std::chrono::steady_clock::now();
  if (terminal_ == nullptr || (done < total && now - last_ < std::chrono::milliseconds(50))) return;
  last_ = now;
  drawn_ = true;
  fmt::print(terminal_, "\r{}\x1b[K", progress_line(label_, done, total));
  std::fflush(terminal_);
}

std::FILE* if_terminal(std::FILE* stream) {
  const char* kind = std::getenv("TERM");
  const bool dumb = kind == nullptr || std::string_view(kind) == "dumb";
  return !dumb && ::isatty(::fileno(stream)) == 1 ? stream : nullptr;
}

std::string progress_line(const std::string& label, std::size_t done, std::size_t total) {
  constexpr std::size_t kWidth = 30;
  const std::size_t filled = total == 0 ? kWidth : done * kWidth / total;
  const std::size_t percent = total == 0 ? 100 : done * 100 / total;
  return fmt::format("{} [{}{}] {:>3}% {}/{}", label, std::string(filled, '#'),
                     std::string(kWidth - filled, '.'), percent, done, total);
}

}  // namespace mintport
