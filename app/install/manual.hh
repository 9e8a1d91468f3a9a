// The manual page, generated from the model of the command line.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/cli/model.hh"

namespace mintport::cli {

// roff for man(1). `version` is the version that the program prints.
std::string manual_page(std::span<const CommandModel> commands, std::string_view version);

}  // namespace mintport::cli
