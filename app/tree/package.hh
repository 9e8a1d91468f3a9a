// Whose sources a folder holds.
#pragma once

#include <filesystem>
#include <string>

namespace mintport {

// `library`, unless the sources say that they only use it: most of what they import from it by its full name
// is not their own. Then the package that they stand in, and "" where the folder holds packages. `path` is a
// folder or one file.
std::string package_of_sources(const std::filesystem::path& path, const std::string& library);

// Where a file stands below the topmost of its packages, that one's folder first: "src/tool/models/x.py" ->
// "tool/models/x.py"; a script in no package by its name alone. `path` is below `root`, with '/'.
std::string path_with_package(const std::filesystem::path& root, const std::string& path);

}  // namespace mintport
