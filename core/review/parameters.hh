// The parameters of a file's classes, HF's beside the port's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mintport {

struct ParameterPair {
  std::string owner;                            // the class
  std::string left, right;                      // names; empty where there is none
  std::uint32_t left_line = 0, right_line = 0;  // 1-based; 0: none
  bool paired() const { return left_line != 0 && right_line != 0; }
  friend bool operator==(const ParameterPair&, const ParameterPair&) = default;
};

// Of the texts of one file (`path` below both roots), the unpaired first. A text that cannot be read has
// none.
std::vector<ParameterPair> paired_parameters(const std::string& path, std::string_view source,
                                             std::string_view port, const std::string& package);

}  // namespace mintport
