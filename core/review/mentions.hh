// Where a name is defined and used, by the words of a text. For moving about: what a name means is not asked.
// Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mintport {

struct Mention {
  std::uint32_t line = 1;
  bool defines = false;  // by `class` or `def`
  std::string code;      // the line, trimmed
  friend bool operator==(const Mention&, const Mention&) = default;
};

// The lines of the text that have this word.
std::vector<Mention> mentions_of(std::string_view name, std::string_view text);

// The names in a line of Python that may lead elsewhere: each once, without keywords, strings and comments.
std::vector<std::string> names_on(std::string_view line);

// The parts of a name of Python, "diffusers.models.x.A.f", at which a module may end: "models/x.py" and
// "A.f", longest path first.
std::vector<std::pair<std::string, std::string>> places_of_name(std::string_view qualified);

}  // namespace mintport
