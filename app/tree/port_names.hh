// The names that the modules of a port offer, read from its sources.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/error.hh"

namespace mintport {

struct PortNames {
  std::string package;  // of the folder: "mindone", or "mindone.diffusers" for a folder inside
  std::string lines;    // "module name name ...", as Tables::set_port wants them
};

// `folder` is a package, or a folder below one; files that cannot be read or are no text are left out.
// Errors: it is no folder, or holds no Python.
Result<PortNames> port_names(const std::filesystem::path& folder);

}  // namespace mintport
