// Reading a text without a tree: its lines, and its strings.
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

// The offset behind the string literal whose first quote is at `at`; the end of the text if it is not closed.
inline std::size_t string_end(std::string_view text, std::size_t at) {
  const bool triple = at + 2 < text.size() && text[at + 1] == text[at] && text[at + 2] == text[at];
  const std::string_view quotes = text.substr(at, triple ? 3 : 1);
  for (at += quotes.size(); at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text.substr(at).starts_with(quotes)) {
      return at + quotes.size();
    }
  }
  return text.size();
}

}  // namespace mintport
