// Python's standard modules (mappings/standard_modules.txt), which need no installation.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mintport {

// Top-level names, sorted. The reference lives as long as the program.
const std::vector<std::string>& standard_modules();

bool is_standard_module(std::string_view name);

}  // namespace mintport
