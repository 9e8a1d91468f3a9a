// Adds definitions that converted files import and the port lacks to the port's modules.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/report/report.hh"
#include "core/base/error.hh"
#include "core/mapping/tables.hh"

namespace mintport {

struct BringFolders {
  std::filesystem::path converted;  // root of the converted package
  std::filesystem::path port;       // see --port
  std::string package;              // of the sources: "diffusers"
};

struct BroughtModule {
  std::string path;                // of the port's file, below the port's folder
  std::vector<std::string> names;  // added names
  friend bool operator==(const BroughtModule&, const BroughtModule&) = default;
};

struct BroughtAll {
  std::vector<BroughtModule> modules;  // sorted by path
  std::vector<std::string> refused;    // "utils/a.py: wrap: it still needs torch"
  friend bool operator==(const BroughtAll&, const BroughtAll&) = default;
};

// Takes the missing names from the reports' "port-import" findings, and their definitions from
// `folders.converted`. Changes only existing modules of the port, and only appends to them. Errors: a file of
// the port cannot be written.
Result<BroughtAll> bring_missing(const BringFolders& folders, const Tables& tables,
                                 const std::vector<FileReport>& reports);

}  // namespace mintport
