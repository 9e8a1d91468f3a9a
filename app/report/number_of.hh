// Formats counts for reports: "1 file", "2 files". Private to this folder.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace mintport {

inline std::string number_of(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace mintport
