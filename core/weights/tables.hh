// The tables of mappings/weights, as they are in the binary. Views live as long as the program.
#pragma once

#include <string_view>

namespace mintport::weights {

std::string_view names_json();
std::string_view sdxl_json();
std::string_view lora_json();
std::string_view layers_json();

}  // namespace mintport::weights
