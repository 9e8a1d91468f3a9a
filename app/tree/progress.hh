// Shows the progress of a long run on a terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <string>

namespace mintport {

// Draws on one line of `terminal`, at most every 50 ms; the destructor clears the line. A null stream draws
// nothing.
class ProgressBar {
 public:
  ProgressBar(std::FILE* terminal, std::string label) : terminal_(terminal), label_(std::move(label)) {}
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void show(std::size_t done, std::size_t total);
  // For the next show().
  void set_label(std::string label) { label_ = std::move(label); }

 private:
  std::FILE* terminal_;
  std::string label_;
  std::chrono::steady_clock::time_point last_{};
  bool drawn_ = false;
};

// Returns `stream` if it is a terminal that can overwrite a line, else null.
std::FILE* if_terminal(std::FILE* stream);

// "label [#####.....]  50% 10/20"
std::string progress_line(const std::string& label, std::size_t done, std::size_t total);

}  // namespace mintport
