// Packages of a folder of sources: what it is called, and the files of its modules.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace mintport {

// The topmost package that encloses the folder, or is it; empty outside of packages.
std::filesystem::path top_package(std::filesystem::path folder);

// Returns `library`, unless the sources only use it: most of their imports from it by its full name are not
// their own modules. Then returns the package that contains them, or "" if the folder contains packages.
// `path` is a folder or a file.
std::string package_of_sources(const std::filesystem::path& path, const std::string& library);

// The file of a module, "models/x.py" or "models/x/__init__.py" for PACKAGE.models.x; empty if the folder
// `root` of PACKAGE has none, and for modules of other packages.
std::string module_file(const std::filesystem::path& root, std::string_view package, std::string_view module);

// The path of a file from the topmost of its packages on: "src/tool/models/x.py" -> "tool/models/x.py". A
// script outside of packages has only its name. `path` is below `root`, with '/'.
std::string path_with_package(const std::filesystem::path& root, const std::string& path);

}  // namespace mintport
