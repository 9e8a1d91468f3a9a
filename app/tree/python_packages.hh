// Packages that Python environments have installed, found on the disk: no interpreter runs.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mintport {

struct InstalledPackage {
  std::string version;           // "0.35.1"
  std::filesystem::path folder;  // of its modules
  friend bool operator==(const InstalledPackage&, const InstalledPackage&) = default;
};

// All installed versions of the distribution `name`, in the order in which the environments are searched.
// `package` is the import path of the wanted package in it. `python` is an interpreter or the folder of an
// environment; empty: the active environment, the interpreters in PATH, the user's packages.
std::vector<InstalledPackage> installed_packages(std::string_view name, std::string_view package,
                                                 const std::filesystem::path& python);

// The folder of `package` in a project: the folder itself, or "src/PACKAGE" or "PACKAGE" below it.
std::filesystem::path package_in_project(const std::filesystem::path& folder, std::string_view package);

}  // namespace mintport
