// Pairs the parameters of a file's classes in HF and in the port.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mintport {

struct ParameterPair {
  std::string owner;                            // the class
  std::string left, right;                      // names; empty if that side lacks it
  std::uint32_t left_line = 0, right_line = 0;  // 1-based; 0: that side lacks it
  bool paired() const { return left_line != 0 && right_line != 0; }
  friend bool operator==(const ParameterPair&, const ParameterPair&) = default;
};

// For both texts of a file (`path` below both roots); unpaired parameters first. A text that does not parse
// has no parameters. `package` and `port_package` are the import paths of the roots.
std::vector<ParameterPair> paired_parameters(const std::string& path, std::string_view source,
                                             std::string_view port, const std::string& package,
                                             const std::string& port_package);

}  // namespace mintport
