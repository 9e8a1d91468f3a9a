// Writes an upgrade as text and JSON.
#pragma once

#include <string>
#include <vector>

#include "core/project/copies.hh"
#include "core/project/upgrade.hh"

namespace mintport {

// The files that a person must look at, then the totals. The last two lines are "M files merged clean, C in
// conflict, N new, G gone" and "K conflicts".
std::string write_upgrade(const std::vector<UpgradeFile>& files, const FollowedCopies& copies, bool colour);

// {"files": [{"path", "old_path", "state", "conflicts", "respelled",
//             "respellings": [{"line", "before", "after"}], "imports_gone": [{"line", "name"}]}],
//  "drifts": [{"path", "line", "source"}], "copies_updated": the same, "totals": {...}}
// Line numbers are those of the port before the upgrade; of copies, those of the result.
std::string write_upgrade_json(const std::vector<UpgradeFile>& files, const FollowedCopies& copies);

}  // namespace mintport
