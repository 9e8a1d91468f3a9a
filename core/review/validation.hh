// What a review makes of the results of `mintport validate`: findings on the lines where classes fail, and
// trailers for commits of what passed. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/review/finding.hh"
#include "core/validate/store.hh"

namespace mintport {

// A finding for each failure whose error is in the file `port_path` (from the root of the work tree). It
// stands on the line that ran, also where that has moved since; a line that was edited keeps its number. It
// stays until the class passes. `path` and `waivers` are of the file below both roots.
std::vector<TrackedFinding> validation_findings(const ValidationStore& store, const std::string& path,
                                                const std::string& port_path, std::string_view port_text,
                                                std::span<const Waiver> waivers);

// "UNet2DModel rtol=0.001 atol=0.001 max=2.5e-07" for each class of the file `port_path` that passed with
// exactly these blobs.
std::vector<std::string> validated_classes(const ValidationStore& store, const std::string& port_path,
                                           const ValidatedBlobs& blobs);

}  // namespace mintport
