// Shell completions, made from the command line's own model.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/cli/model.hh"

namespace mintport::cli {

std::string bash_completion(std::span<const CommandModel> commands);
std::string zsh_completion(std::span<const CommandModel> commands);
std::string fish_completion(std::span<const CommandModel> commands);

// The help of an option without its remarks: up to the first semicolon or full stop.
std::string_view brief(std::string_view help);

// First words of commands, in order and once: "open", "convert", "weights".
std::vector<std::string> first_words(std::span<const CommandModel> commands);
// Second words of the commands of a group: "show", "merge-lora"; empty where `group` is a command.
std::vector<std::string> second_words(std::span<const CommandModel> commands, std::string_view group);

}  // namespace mintport::cli
