// Reading a text line by line without a tree. Part of core/names.
#pragma once

#include <cstddef>
#include <string_view>

namespace mintport {

// The first byte from `at` on that is no blank and no tab; npos where there is none. For every line of a
// project: find_first_not_of searches its set anew for each byte.
inline std::size_t behind_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return at < text.size() ? at : std::string_view::npos;
}

}  // namespace mintport
