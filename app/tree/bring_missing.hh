// Definitions that converted files import and the port lacks, put into the port's modules.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/report/report.hh"
#include "core/base/error.hh"
#include "core/mapping/tables.hh"

namespace mintport {

struct BringFolders {
  std::filesystem::path converted;  // the package's root, after its conversion
  std::filesystem::path port;       // as --port has it
  std::string package;              // of the sources: "diffusers"
};

struct BroughtModule {
  std::string path;                // of the port's file, below the port's folder
  std::vector<std::string> names;  // what it has now
  friend bool operator==(const BroughtModule&, const BroughtModule&) = default;
};

struct BroughtAll {
  std::vector<BroughtModule> modules;  // sorted by path
  std::vector<std::string> refused;    // "utils/a.py: wrap: it still needs torch"
  friend bool operator==(const BroughtAll&, const BroughtAll&) = default;
};

// Reads from the reports' "port-import" findings what is missing, and from `folders.converted` what it is.
// Only modules that the port has are changed, and only behind what stands there. Errors: a file of the port
// cannot be written.
Result<BroughtAll> bring_missing(const BringFolders& folders, const Tables& tables,
                                 const std::vector<FileReport>& reports);

}  // namespace mintport
