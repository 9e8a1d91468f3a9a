// Reads the files that `mintport check` looks at, and those that they import, and runs the rules in several
// threads.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/check/check.hh"
#include "core/project/manifest.hh"

namespace mintport {

// Where packages are: the folder of one and its import path.
struct PackageFolder {
  std::filesystem::path folder;  // absolute, normalized
  std::string package;           // "port.hf"
  friend bool operator==(const PackageFolder&, const PackageFolder&) = default;
};

struct CheckPlaces {
  std::filesystem::path root;        // reported paths are below it: the work tree, else the current folder
  std::vector<PackageFolder> known;  // that mintport.json names
};

struct CheckedFile {
  std::string path;  // in reports
  std::filesystem::path disk;
  std::string text;
  std::vector<CheckFinding> findings;
  std::string error;  // of a file that cannot be read: what is wrong and what to do
  std::uint32_t error_line = 0;
};

// Checks every .py of the files and folders, sorted by path. Errors: a path that does not exist.
Result<std::vector<CheckedFile>> check_files(const std::vector<std::string>& paths, const CheckPlaces& places,
                                             const CheckSettings& settings, const Tables& tables,
                                             unsigned jobs);

}  // namespace mintport
