// Python's own modules (mappings/standard_modules.txt): what nobody has to install.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mintport {

// Top-level names, sorted. Lives as long as the program.
const std::vector<std::string>& standard_modules();

bool is_standard_module(std::string_view name);

}  // namespace mintport
