#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/install/completions.hh"

namespace mintport {
namespace {

// `text` inside single quotes, with `special` characters escaped for zsh's own parser.
std::string quoted(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return out;
}

std::string action(const OptionModel& option) {
  if (!option.choices.empty()) return fmt::format("({})", fmt::join(option.choices, " "));
  return option.takes_folder() ? "_files -/" : option.takes_file() ? "_files" : " ";
}

std::string spec(const OptionModel& option) {
  const std::string value =
      option.value.empty() ? "" : fmt::format(":{}:{}", quoted(option.value, ":"), action(option));
  const std::string tail = fmt::format("[{}]{}'", quoted(brief(option.help), "[]"), value);
  const std::string_view star = option.repeated ? "*" : "";
  if (option.names.size() == 1) return fmt::format("'{}{}{}", star, option.names.front(), tail);
  const std::string all = fmt::format("{}", fmt::join(option.names, " "));
  const std::string guard = option.repeated ? "'*'" : "'(" + all + ")'";
  return fmt::format("{}{{{}}}'{}", guard, fmt::join(option.names, ","), tail);
}

std::string arguments(const CommandModel& command) {
  std::string out = "_arguments";
  int operand = 0;
  for (const OptionModel& option : command.options) {
    if (!option.names.empty()) out += " \\\n        " + spec(option);
    if (!option.operand.empty())
      out += fmt::format(" \\\n        '{}:{}:{}'", ++operand, quoted(option.value, ":"), action(option));
  }
  return out + "\n";
}

std::string described(std::span<const CommandModel> commands, const std::string& prefix) {
  std::string out;
  for (const CommandModel& command : commands) {
    if (!command.path.starts_with(prefix)) continue;
    const std::string word = command.path.substr(prefix.size());
    if (word.find(' ') == std::string::npos)
      out += fmt::format("        '{}:{}'\n", word, quoted(brief(command.about), ":"));
  }
  return out;
}

std::string function_of(std::span<const CommandModel> commands, const std::string& name,
                        const std::string& prefix, const std::string& more) {
  std::string out = fmt::format(
      "\n{}() {{\n  local context state line\n  typeset -A opt_args\n"
      "  _arguments -C '(- *)--help[Print the options]' {}'1: :->word' '*:: :->arguments'\n"
      "  case $state in\n    word)\n      local -a words=(\n",
      name, prefix.empty() ? "'(- *)--version[Print the version]' " : "");
  out += described(commands, prefix) + more + "      )\n      _describe command words\n";
  if (prefix.empty()) out += "      _files -/\n";
  return out + "      ;;\n    arguments)\n      case $words[1] in\n";
}

std::string cases(std::span<const CommandModel> commands, const std::string& prefix) {
  std::string out;
  for (const CommandModel& command : commands) {
    if (!command.path.starts_with(prefix)) continue;
    const std::string word = command.path.substr(prefix.size());
    if (word.find(' ') == std::string::npos)
      out += fmt::format("        {}) {}        ;;\n", word, arguments(command));
  }
  return out;
}

constexpr std::string_view kEnd = "      esac\n      ;;\n  esac\n}\n";

}  // namespace

std::string zsh_completion(std::span<const CommandModel> commands) {
  std::string groups, entries, functions;
  for (const std::string& group : first_words(commands)) {
    const std::vector<std::string> second = second_words(commands, group);
    if (second.empty()) continue;
    entries += fmt::format("        '{}:{}'\n", group, fmt::join(second, ", "));
    groups += fmt::format("        {0}) _mintport_{0} ;;\n", group);
    functions += function_of(commands, "_mintport_" + group, group + " ", "");
    functions += cases(commands, group + " ") + std::string(kEnd);
  }
  return "#compdef mintport\n# written by mintport_generate\n" + functions +
         function_of(commands, "_mintport", "", entries) + cases(commands, "") + groups + std::string(kEnd) +
         "\n_mintport \"$@\"\n";
}

}  // namespace mintport
