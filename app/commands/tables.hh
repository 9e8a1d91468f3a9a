// The mapping tables that a command works with.
#pragma once

#include <string>
#include <vector>

#include "core/base/error.hh"
#include "core/mapping/tables.hh"
#include "core/project/manifest.hh"

namespace mintport::cli {

// The embedded tables with the folders laid over them.
Result<Tables> load_tables(const std::vector<std::string>& folders, const std::string& profile = "none");

// As mintport.json at `root` of a work tree says: its mapping folders and its profile, paths from there.
// `folders` are laid over them; a `profile` that is not empty stands for its own.
Result<Tables> load_project_tables(const std::string& root, const Manifest& manifest,
                                   const std::vector<std::string>& folders, const std::string& profile = {});

}  // namespace mintport::cli
