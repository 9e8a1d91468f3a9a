// Finds the port's code in the tracebacks that Python's fault handler writes when a signal ends it. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mintport {

struct TracebackPlace {
  std::string file;  // relative to `root`
  std::uint32_t line = 0;
  friend bool operator==(const TracebackPlace&, const TracebackPlace&) = default;
};

// The innermost frame below the folder `root` (absolute) in the last such traceback of `log`; the thread that
// received the signal goes first.
std::optional<TracebackPlace> place_in_traceback(std::string_view log, std::string_view root);

// The last line of `log` that says something: neither blank nor part of a traceback. Empty: there is none.
std::string last_words(std::string_view log);

}  // namespace mintport
