// The tables of mappings/weights, embedded in the binary. The views live as long as the program.
#pragma once

#include <string_view>

namespace mintport::weights {

std::string_view names_json();
std::string_view sdxl_json();
std::string_view lora_json();
std::string_view layers_json();

}  // namespace mintport::weights
