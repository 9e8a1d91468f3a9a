// Compares two images, to check that a port draws the same.
#pragma once

#include <filesystem>
#include <optional>

#include "core/base/error.hh"

namespace mintport::weights {

struct ImageComparison {
  unsigned width = 0, height = 0;
  double mean =
      0;  // absolute difference of a channel, 0 to 255, over all pixels and their red, green and blue
  unsigned largest = 0;
  friend bool operator==(const ImageComparison&, const ImageComparison&) = default;
};

// Compares two PNG files of the same size and any colour type; 16-bit ones are read as 8-bit, transparent
// ones over black. Writes a PNG of the absolute differences, scaled to full brightness, to `difference` if
// given. Errors: not_found, io; content if a file is not a PNG or the sizes differ.
Result<ImageComparison> compare_images(const std::filesystem::path& a, const std::filesystem::path& b,
                                       const std::optional<std::filesystem::path>& difference);

}  // namespace mintport::weights
