// The steps of `mintport upgrade` that touch the disk: reading the sides, writing the result, taking it back.
// Private to this folder.
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

// Where the port is.
struct PortPlace {
  std::unique_ptr<WorkTree> work_tree;
  std::string folder;  // the port's, in the work tree, with '/' at its end; empty: the work tree itself
  Manifest manifest;   // as mintport.json says, else its defaults
  bool has_manifest = false;
};

// Errors: no work tree holds it, or there is no such folder.
Result<PortPlace> find_port(const std::string& port);

// A side of the upgrade: a folder, an archive, or a revision of the clone.
Result<SourceTree> read_side(const std::string& side, const std::string& clone, const std::string& package);

// Writes, stages (as the command says) and records; `converted` is theirs, by path below the port.
Result<void> write_upgrade_files(PortPlace& place, const std::vector<UpgradeFile>& files,
                                 const std::map<std::string, ConvertedFile>& converted,
                                 const UpgradeCommand& command);

// The last upgrade, undone.
Result<void> abort_upgrade(PortPlace& place);

}  // namespace mintport::cli
