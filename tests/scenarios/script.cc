#include "scenarios/script.hh"

#include <algorithm>
#include <sstream>

namespace mintport::ui::scenarios {
namespace {

constexpr std::string_view kMark = "== ";

}  // namespace

Script parse_script(std::string_view text, std::string name) {
  Script out{std::move(name), {}, {}};
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with(kMark)) {
      const auto [section, argument] = split_word(std::string_view(line).substr(kMark.size()));
      out.sections.push_back({section, argument, {}});
    } else {
      (out.sections.empty() ? out.about : out.sections.back().lines).push_back(line);
    }
  }
  return out;
}

std::string to_text(const Script& script) {
  std::string out = joined(script.about);
  for (const Section& section : script.sections) {
    out +=
        std::string(kMark) + section.name + (section.argument.empty() ? "" : " ") + section.argument + "\n";
    out += joined(section.lines);
  }
  return out;
}

std::pair<std::string, std::string> split_word(std::string_view line) {
  const std::size_t end = std::min(line.find(' '), line.size());
  return {std::string(line.substr(0, end)), std::string(line.substr(std::min(end + 1, line.size())))};
}

std::pair<int, int> two_numbers(const std::string& text, char between) {
  std::istringstream in(text);
  int first = 0, second = 0;
  char came = 0;
  if (!(in >> first >> came >> second) || came != between) throw Failure("not two numbers: " + text);
  return {first, second};
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

}  // namespace mintport::ui::scenarios
