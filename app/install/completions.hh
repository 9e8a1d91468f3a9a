// Shell completions, generated from the model of the command line.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/cli/model.hh"

namespace mintport::cli {

std::string bash_completion(std::span<const CommandModel> commands);
std::string zsh_completion(std::span<const CommandModel> commands);
std::string fish_completion(std::span<const CommandModel> commands);

// The first part of an option's help, up to the first semicolon or full stop.
std::string_view brief(std::string_view help);

// The first words of the commands, in order and without repeats: "open", "convert", "weights".
std::vector<std::string> first_words(std::span<const CommandModel> commands);
// The second words of the commands of a group: "show", "merge-lora". Empty if `group` is a command.
std::vector<std::string> second_words(std::span<const CommandModel> commands, std::string_view group);

}  // namespace mintport::cli
