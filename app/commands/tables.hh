// Loads the mapping tables of a command.
#pragma once

#include <string>
#include <vector>

#include "core/base/error.hh"
#include "core/mapping/tables.hh"
#include "core/project/manifest.hh"

namespace mintport::cli {

// The embedded tables with `folders` laid over them.
Result<Tables> load_tables(const std::vector<std::string>& folders, const std::string& profile = "none");

// Loads the mapping folders and the profile that mintport.json names; its paths are relative to `root`.
// `folders` are laid over them. A `profile` that is not empty replaces the one in mintport.json.
Result<Tables> load_project_tables(const std::string& root, const Manifest& manifest,
                                   const std::vector<std::string>& folders, const std::string& profile = {});

}  // namespace mintport::cli
