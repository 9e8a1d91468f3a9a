#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/install/completions.hh"

namespace mintport::cli {
namespace {

constexpr std::string_view kBashHead = R"(# bash completion for mintport, written by mintport_generate

_mintport() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]:-}
  local words='' value='' operand=file # value: what the option before takes; else options are offered
  COMPREPLY=()
  compopt +o default 2>/dev/null
)";

constexpr std::string_view kBashTail = R"(
  if [[ -n $value || $current == -* || $operand == word ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  fi
  if ((${#COMPREPLY[@]} == 0)) && [[ -n $value || $current != -* ]]; then
    case ${value:-$operand} in
      folder)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
        ;;
      file | word)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        ;;
    esac
  fi
}
complete -F _mintport mintport
)";

std::string_view bash_value(const OptionModel& option) {
  return option.takes_folder() ? "folder" : option.takes_file() ? "file" : "other";
}

std::string bash_case(const CommandModel& command) {
  std::vector<std::string> words;
  std::string values;
  for (const OptionModel& option : command.options) {
    if (option.names.empty()) continue;
    words.push_back(option.names.front());
    if (option.value.empty()) continue;
    values += fmt::format("          {}) value={} words='{}' ;;\n", fmt::join(option.names, " | "),
                          bash_value(option), fmt::join(option.choices, " "));
  }
  std::string out = fmt::format("      '{}')\n        words='{}'\n", command.path, fmt::join(words, " "));
  if (!values.empty()) out += "        case $previous in\n" + values + "        esac\n";
  return out + "        ;;\n";
}

}  // namespace

std::string bash_completion(std::span<const CommandModel> commands) {
  std::string out(kBashHead);
  const std::vector<std::string> first = first_words(commands);
  out += fmt::format("  if ((COMP_CWORD == 1)); then\n    words='{} --help --version' operand=word\n",
                     fmt::join(first, " "));
  std::string groups;
  for (const std::string& group : first) {
    const std::vector<std::string> second = second_words(commands, group);
    if (second.empty()) continue;
    out += fmt::format(
        "  elif [[ $command == {} ]] && ((COMP_CWORD == 2)); then\n    words='{} --help' operand=word\n",
        group, fmt::join(second, " "));
    groups += fmt::format("    [[ $command == {} ]] && command+=\" ${{COMP_WORDS[2]:-}}\"\n", group);
  }
  out += "  else\n" + groups + "    case $command in\n";
  for (const CommandModel& command : commands) out += bash_case(command);
  return out + "    esac\n  fi" + std::string(kBashTail);
}

}  // namespace mintport::cli
