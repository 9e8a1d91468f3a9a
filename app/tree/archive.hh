// Reads files from a wheel or another zip archive. Uses minizip.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "core/base/error.hh"

namespace mintport {

// Returns every file by its path in the archive. Errors: not_found; content, also for an archive larger than
// 1 GiB unpacked.
Result<std::map<std::string, std::string>> read_archive(const std::filesystem::path& path);

}  // namespace mintport
