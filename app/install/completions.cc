#include "app/install/completions.hh"

#include <algorithm>

namespace mintport::cli {

std::string_view brief(std::string_view help) {
  return help.substr(0, std::min(help.find("; "), help.find(". ")));
}

std::vector<std::string> first_words(std::span<const CommandModel> commands) {
  std::vector<std::string> out;
  for (const CommandModel& command : commands) {
    const std::string word = command.path.substr(0, command.path.find(' '));
    if (std::find(out.begin(), out.end(), word) == out.end()) out.push_back(word);
  }
  return out;
}

std::vector<std::string> second_words(std::span<const CommandModel> commands, std::string_view group) {
  std::vector<std::string> out;
  for (const CommandModel& command : commands) {
    const std::size_t blank = command.path.find(' ');
    if (blank != std::string::npos && command.path.substr(0, blank) == group)
      out.push_back(command.path.substr(blank + 1));
  }
  return out;
}

}  // namespace mintport::cli
