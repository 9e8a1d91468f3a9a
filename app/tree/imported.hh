// Signatures for a file that is converted without its tree: those of the modules that it imports.
#pragma once

#include <filesystem>
#include <string_view>

#include "core/names/signatures.hh"

namespace mintport {

// Signatures of the file itself and of the modules in its package that define the names it imports, read from
// the disk next to it. Names that a package re-exports are followed to their definitions. Missing or
// unreadable modules are skipped. `package` is the import path of the root package.
SignatureIndex imported_signatures(const std::filesystem::path& file, std::string_view text,
                                   std::string_view package);

}  // namespace mintport
