// A package's sources in memory, from wherever a person has them: a folder, a wheel, or a git revision.
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
  std::string version;  // "0.35.1"; empty when the package does not say
  TreeFiles files;
};

// `files` may hold a whole project: the files below the shallowest folder `package` with an __init__.py
// ("src/diffusers"), else all of them. Kind not_found when none is Python.
Result<SourceTree> package_in(TreeFiles files, std::string_view package, std::string_view name);

// A folder, or a file that is an archive.
Result<SourceTree> read_source(const std::filesystem::path& path, std::string_view package);

// The files below a folder, links and what is no regular file left out.
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

// The wanted files, every .py among them converted with the whole tree's signatures. Other files, and Python
// that cannot be read, are as they were.
std::map<std::string, ConvertedFile> convert_in_memory(const SourceTree& tree, const Tables& tables,
                                                       const MemoryOptions& options);

}  // namespace mintport
