#include "core/review/mentions.hh"

#include <algorithm>

#include "core/base/text.hh"
#include "core/diff/lines.hh"

namespace mintport {
namespace {

constexpr std::string_view kKeywords[] = {
    "False", "None",   "True",     "and",    "as",   "assert", "async",  "await",  "break",    "case",
    "cls",   "class",  "continue", "def",    "del",  "elif",   "else",   "except", "finally",  "for",
    "from",  "global", "if",       "import", "in",   "is",     "lambda", "match",  "nonlocal", "not",
    "or",    "pass",   "raise",    "return", "self", "try",    "while",  "with",   "yield"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Whether `class` or `def` comes directly before the word at `at`.
bool is_defined_at(std::string_view line, std::size_t at) {
  const std::string_view before = trim(line.substr(0, at));
  return at > 0 && line[at - 1] == ' ' && (before == "class" || before == "def" || before == "async def");
}

}  // namespace

std::vector<Mention> mentions_of(std::string_view name, std::string_view text) {
  std::vector<Mention> out;
  if (name.empty() || text.find(name) == std::string_view::npos) return out;  // most files
  const Lines lines(text);
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + name.size())) {
    const std::size_t end = at + name.size();
    if ((at > 0 && is_word(text[at - 1])) || (end < text.size() && is_word(text[end]))) continue;
    const std::uint32_t number = lines.at(static_cast<ByteOffset>(at));
    const std::string_view line = lines.line(number);
    const bool defines = is_defined_at(line, at - lines.begin(number));
    if (!out.empty() && out.back().line == number) {
      out.back().defines = out.back().defines || defines;
    } else {
      out.push_back({number, defines, std::string(trim(line))});
    }
  }
  return out;
}

std::vector<std::string> names_on(std::string_view line) {
  std::vector<std::string> out;
  char quote = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (quote != 0) {
      if (c == '\\') ++at;
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '#') {
      break;
    } else if (is_word(c)) {
      const std::size_t begin = at;
      while (at < line.size() && is_word(line[at])) ++at;
      const std::string_view word = line.substr(begin, at - begin);
      --at;
      const bool keyword = std::find(std::begin(kKeywords), std::end(kKeywords), word) != std::end(kKeywords);
      if (keyword || is_digit(word.front()) || std::find(out.begin(), out.end(), word) != out.end()) continue;
      out.emplace_back(word);
    }
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> places_of_name(std::string_view qualified) {
  const std::vector<std::string_view> parts = split(qualified, '.');
  const auto joined = [&](std::size_t begin, std::size_t end, char between) {
    std::string out;
    for (std::size_t i = begin; i < end; ++i)
      out += (i > begin ? std::string(1, between) : "") + std::string(parts[i]);
    return out;
  };
  std::vector<std::pair<std::string, std::string>> out;
  for (std::size_t begin = 0; begin < parts.size(); ++begin) {
    for (std::size_t end = parts.size() - 1; end > begin; --end)
      out.emplace_back(joined(begin, end, '/') + ".py", joined(end, parts.size(), '.'));
  }
  return out;
}

}  // namespace mintport
