#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/install/completions.hh"

namespace mintport::cli {
namespace {

std::string fish_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

// The arguments of `complete` that describe the option's value.
std::string fish_value(const OptionModel& option) {
  if (option.value.empty()) return "";
  if (!option.choices.empty()) return fmt::format(" -x -a '{}'", fmt::join(option.choices, " "));
  if (option.takes_folder()) return " -x -a '(__fish_complete_directories)'";
  return option.takes_file() ? " -r -F" : " -x";
}

std::string fish_line(const std::string& condition, const OptionModel& option) {
  std::string out = fmt::format("complete -c mintport -n {}", fish_quoted(condition));
  for (const std::string& name : option.names)
    out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  return out + fish_value(option) + " -d " + fish_quoted(brief(option.help)) + "\n";
}

std::string fish_word(const std::string& condition, std::string_view name, std::string_view about) {
  return fmt::format("complete -c mintport -n {} -a {} -d {}\n", fish_quoted(condition), name,
                     fish_quoted(brief(about)));
}

}  // namespace

std::string fish_completion(std::span<const CommandModel> commands) {
  const std::vector<std::string> first = first_words(commands);
  const std::string none = fmt::format("not __fish_seen_subcommand_from {}", fmt::join(first, " "));
  std::string out = "# fish completion for mintport, written by mintport_generate\n";
  out += fmt::format("complete -c mintport -n {} -f -a '(__fish_complete_directories)'\n", fish_quoted(none));
  out += "complete -c mintport -l version -d 'Print the version'\n";
  std::string groups;
  for (const std::string& group : first) {
    const std::vector<std::string> second = second_words(commands, group);
    if (second.empty()) continue;
    groups += "; and not __fish_seen_subcommand_from " + group;
    out += fish_word(none, group, fmt::format("{}", fmt::join(second, ", ")));
  }
  for (const CommandModel& command : commands) {
    const std::size_t blank = command.path.find(' ');
    std::string seen;
    if (blank == std::string::npos) {
      out += fish_word(none, command.path, command.about);
      seen = "__fish_seen_subcommand_from " + command.path + groups;
    } else {
      const std::string group = command.path.substr(0, blank), name = command.path.substr(blank + 1);
      const std::string inside = "__fish_seen_subcommand_from " + group + "; and ";
      out += fish_word(inside + fmt::format("not __fish_seen_subcommand_from {}",
                                            fmt::join(second_words(commands, group), " ")),
                       name, command.about);
      seen = inside + "__fish_seen_subcommand_from " + name;
    }
    for (const OptionModel& option : command.options) {
      if (!option.names.empty()) out += fish_line(seen, option);
    }
  }
  return out;
}

}  // namespace mintport::cli
