// How far two pictures are apart: what tells whether a port draws the same.
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

// PNG files of one size, of any colour type; 16-bit ones are taken as 8-bit, transparent ones over black.
// `difference`, if given, becomes a PNG of the absolute differences, as bright as they can be made. Errors:
// not_found, io; content for what is no PNG, and for two sizes.
Result<ImageComparison> compare_images(const std::filesystem::path& a, const std::filesystem::path& b,
                                       const std::optional<std::filesystem::path>& difference);

}  // namespace mintport::weights
