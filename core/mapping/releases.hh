// The releases of libraries that the built-in tables were made from.
#pragma once

#include <string_view>
#include <vector>

namespace mintport {

// "mindspore 2.10.0", "mindone 0.5.0 with diffusers 0.35.1", "torch 2.15.0". The views live as long as the
// program.
std::vector<std::string_view> known_releases();

}  // namespace mintport
