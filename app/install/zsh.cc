#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/install/completions.hh"

namespace mintport::cli {
namespace {

// Quotes `text` in single quotes, and escapes `special` characters for zsh's second round of parsing.
std::string zsh_quoted(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return out;
}

std::string zsh_action(const OptionModel& option) {
  if (!option.choices.empty()) return fmt::format("({})", fmt::join(option.choices, " "));
  return option.takes_folder() ? "_files -/" : option.takes_file() ? "_files" : " ";
}

std::string zsh_spec(const OptionModel& option) {
  const std::string value =
      option.value.empty() ? "" : fmt::format(":{}:{}", zsh_quoted(option.value, ":"), zsh_action(option));
  const std::string tail = fmt::format("[{}]{}'", zsh_quoted(brief(option.help), "[]"), value);
  const std::string_view star = option.repeated ? "*" : "";
  if (option.names.size() == 1) return fmt::format("'{}{}{}", star, option.names.front(), tail);
  const std::string all = fmt::format("{}", fmt::join(option.names, " "));
  const std::string guard = option.repeated ? "'*'" : "'(" + all + ")'";
  return fmt::format("{}{{{}}}'{}", guard, fmt::join(option.names, ","), tail);
}

std::string zsh_arguments(const CommandModel& command) {
  std::string out = "_arguments";
  int operand = 0;
  for (const OptionModel& option : command.options) {
    if (!option.names.empty()) out += " \\\n        " + zsh_spec(option);
    if (!option.operand.empty())
      out += fmt::format(" \\\n        '{}:{}:{}'", ++operand, zsh_quoted(option.value, ":"),
                         zsh_action(option));
  }
  return out + "\n";
}

std::string zsh_words(std::span<const CommandModel> commands, const std::string& prefix) {
  std::string out;
  for (const CommandModel& command : commands) {
    if (!command.path.starts_with(prefix)) continue;
    const std::string word = command.path.substr(prefix.size());
    if (word.find(' ') == std::string::npos)
      out += fmt::format("        '{}:{}'\n", word, zsh_quoted(brief(command.about), ":"));
  }
  return out;
}

std::string zsh_function(std::span<const CommandModel> commands, const std::string& name,
                         const std::string& prefix, const std::string& more) {
  std::string out = fmt::format(
      "\n{}() {{\n  local context state line\n  typeset -A opt_args\n"
      "  _arguments -C '(- *)--help[Print the options]' {}'1: :->word' '*:: :->arguments'\n"
      "  case $state in\n    word)\n      local -a words=(\n",
      name, prefix.empty() ? "'(- *)--version[Print the version]' " : "");
  out += zsh_words(commands, prefix) + more + "      )\n      _describe command words\n";
  if (prefix.empty()) out += "      _files -/\n";
  return out + "      ;;\n    arguments)\n      case $words[1] in\n";
}

std::string zsh_cases(std::span<const CommandModel> commands, const std::string& prefix) {
  std::string out;
  for (const CommandModel& command : commands) {
    if (!command.path.starts_with(prefix)) continue;
    const std::string word = command.path.substr(prefix.size());
    if (word.find(' ') == std::string::npos)
      out += fmt::format("        {}) {}        ;;\n", word, zsh_arguments(command));
  }
  return out;
}

constexpr std::string_view kZshEnd = "      esac\n      ;;\n  esac\n}\n";

}  // namespace

std::string zsh_completion(std::span<const CommandModel> commands) {
  std::string groups, entries, functions;
  for (const std::string& group : first_words(commands)) {
    const std::vector<std::string> second = second_words(commands, group);
    if (second.empty()) continue;
    entries += fmt::format("        '{}:{}'\n", group, fmt::join(second, ", "));
    groups += fmt::format("        {0}) _mintport_{0} ;;\n", group);
    functions += zsh_function(commands, "_mintport_" + group, group + " ", "");
    functions += zsh_cases(commands, group + " ") + std::string(kZshEnd);
  }
  return "#compdef mintport\n# written by mintport_generate\n" + functions +
         zsh_function(commands, "_mintport", "", entries) + zsh_cases(commands, "") + groups +
         std::string(kZshEnd) + "\n_mintport \"$@\"\n";
}

}  // namespace mintport::cli
