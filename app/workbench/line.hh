// What the command line's commands begin with that are typed with something behind them, and those by name.
#pragma once

#include <string_view>

#include "views/input/commands.hh"

namespace mintport {

inline constexpr std::string_view kOpen = "open ", kLine = "line ", kSource = "hf ", kTheme = "theme ",
                                  kBranch = "branch ", kSwitch = "switch ";

// Whether it is one of these, without the blank.
bool takes_argument(std::string_view command);
// Those of the bench (what is only for text fields has no key there); null: there is none.
const CommandInfo* command_named(std::string_view name);

}  // namespace mintport
