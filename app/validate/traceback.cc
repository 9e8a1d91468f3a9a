#include "app/validate/traceback.hh"

#include <charconv>
#include <utility>
#include <vector>

#include "core/base/text.hh"

namespace mintport {
namespace {

// A line as `  File "/x/y.py", line 12 in forward`.
std::optional<TracebackPlace> frame_in(std::string_view line, std::string_view root) {
  constexpr std::string_view kBegin = "  File \"", kMiddle = "\", line ";
  if (!line.starts_with(kBegin)) return std::nullopt;
  line.remove_prefix(kBegin.size());
  const std::size_t end = line.find(kMiddle);
  if (end == line.npos || !is_in_folder(line.substr(0, end), root)) return std::nullopt;
  TracebackPlace out{.file = std::string(line.substr(root.size() + 1, end - root.size() - 1))};
  const std::string_view number = line.substr(end + kMiddle.size());
  std::from_chars(number.data(), number.data() + number.size(), out.line);
  return out;
}

bool begins_traceback(std::string_view line) {
  return line.starts_with("Current thread ") || line.starts_with("Thread 0x");
}

}  // namespace

std::optional<TracebackPlace> place_in_traceback(std::string_view log, std::string_view root) {
  std::vector<TracebackPlace> of_current, of_others;
  bool inside = false, current = false;
  for (const std::string_view line : split_lines(log)) {
    if (line.starts_with("Fatal Python error: ")) {
      of_current.clear();
      of_others.clear();
    }
    if (begins_traceback(line)) {
      inside = true;
      current = line.starts_with("Current thread ");
    } else if (inside) {
      if (auto frame = frame_in(line, root)) (current ? of_current : of_others).push_back(*std::move(frame));
      inside = line.starts_with("  ");
    }
  }
  if (of_current.empty() && of_others.empty()) return std::nullopt;
  return of_current.empty() ? std::move(of_others.front()) : std::move(of_current.front());
}

std::string last_words(std::string_view log) {
  std::string_view out;
  for (const std::string_view line : split_lines(log)) {
    const bool traceback =
        line.starts_with("  ") || begins_traceback(line) || line.starts_with("Fatal Python error: ") ||
        line.starts_with("Extension modules: ") || line.starts_with("Traceback (most recent call last)");
    if (!traceback && !trim(line).empty()) out = trim(line);
  }
  return std::string(out);
}

}  // namespace mintport
