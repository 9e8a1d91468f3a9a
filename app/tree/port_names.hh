// The names that the modules of a port define, read from its sources.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/error.hh"

namespace mintport {

struct PortNames {
  std::string package;  // import path of the folder: "mindone", or "mindone.diffusers" for a folder inside it
  std::string lines;    // "module name name ...", the format of Tables::set_port
};

// `folder` is a package, or a folder below one. Files that cannot be read or parsed are skipped. Errors:
// `folder` is not a folder, or contains no Python.
Result<PortNames> port_names(const std::filesystem::path& folder);

}  // namespace mintport
