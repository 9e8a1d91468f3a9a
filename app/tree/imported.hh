// What a file that is converted alone knows of its project: the signatures of the modules that it imports.
#pragma once

#include <filesystem>
#include <string_view>

#include "core/names/signatures.hh"

namespace mintport {

// Its own signatures, and those of the modules of its package that define what it imports, read from the disk
// beside it; names that packages only pass on are followed to where they are defined. Modules that are not
// there, or cannot be read, are left out. `package` is the import path of the root package.
SignatureIndex imported_signatures(const std::filesystem::path& file, std::string_view text,
                                   std::string_view package);

}  // namespace mintport
