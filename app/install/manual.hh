// The manual page, made from the command line's own model.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/cli/model.hh"

namespace mintport::cli {

// roff, for man(1); `version` as the program prints it.
std::string manual_page(std::span<const CommandModel> commands, std::string_view version);

}  // namespace mintport::cli
