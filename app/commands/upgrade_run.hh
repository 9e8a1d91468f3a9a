// The steps of `mintport upgrade` that touch the disk: read the sides, write the result, undo it. Private to
// this folder.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/cli/command.hh"
#include "app/tree/source_tree.hh"
#include "core/project/manifest.hh"
#include "core/project/upgrade.hh"
#include "core/worktree/worktree.hh"

namespace mintport::cli {

// The location of the port.
struct PortPlace {
  std::unique_ptr<WorkTree> work_tree;
  std::string folder;  // the port's folder in the work tree, ends in '/'; empty: the work tree itself
  Manifest manifest;   // parsed mintport.json, else the defaults
  bool has_manifest = false;
};

// Errors: the folder does not exist, or no work tree holds it.
Result<PortPlace> find_port(const std::string& port);

// Reads a side of the upgrade: a folder, an archive, an installed "NAME==VERSION", or a revision of the
// clone.
Result<SourceTree> read_side(const std::string& side, const std::string& clone, const std::string& package);

// Writes the files, stages them as `command` says, and records `converted`: the conversion of theirs, by path
// below the port.
Result<void> write_upgrade_files(PortPlace& place, const std::vector<UpgradeFile>& files,
                                 const std::map<std::string, ConvertedFile>& converted,
                                 const UpgradeCommand& command);

// Restores the files that the last upgrade changed.
Result<void> abort_upgrade(PortPlace& place);

}  // namespace mintport::cli
