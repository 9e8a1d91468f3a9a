// What the command line's commands begin with that are typed with something behind them.
#pragma once

#include <string_view>

namespace mintport {

inline constexpr std::string_view kOpen = "open ", kLine = "line ", kSource = "hf ", kTheme = "theme ",
                                  kBranch = "branch ", kSwitch = "switch ";

// Whether it is one of these, without the blank.
bool takes_argument(std::string_view command);

}  // namespace mintport
