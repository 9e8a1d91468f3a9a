// The sources of a package in memory, read from a folder, a wheel, or a git revision.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"
#include "core/convert/convert.hh"

namespace mintport {

using TreeFiles = std::map<std::string, std::string>;  // path below the package's folder -> bytes

struct SourceTree {
  std::string version;  // "0.35.1"; empty if the package defines none
  TreeFiles files;
};

// Selects the files of a package from `files`, which may hold a whole project: those below the shallowest
// folder named `package` with an __init__.py ("src/diffusers"), else all. Kind not_found if none is Python.
Result<SourceTree> package_in(TreeFiles files, std::string_view package, std::string_view name);

// Reads a folder or an archive file.
Result<SourceTree> read_source(const std::filesystem::path& path, std::string_view package);

// Reads the regular files below a folder; skips links.
Result<TreeFiles> read_files(const std::filesystem::path& folder);

struct ConvertedFile {
  std::string text;
  std::vector<Finding> findings;
};

struct MemoryOptions {
  std::string package = "diffusers";
  unsigned jobs = 0;  // 0: one per core
  std::function<bool(const std::string& path)> wanted = [](const std::string&) { return true; };
};

// Returns the wanted files. Converts every .py with the signatures of the whole tree. Keeps other files, and
// Python that does not parse, unchanged.
std::map<std::string, ConvertedFile> convert_in_memory(const SourceTree& tree, const Tables& tables,
                                                       const MemoryOptions& options);

}  // namespace mintport
