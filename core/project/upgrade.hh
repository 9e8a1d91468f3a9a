// Moves a port to another version of its upstream: pairs the files, and merges each. Pure: the caller
// provides the merge by line and any parallelism.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/merge/merge.hh"

namespace mintport {

// A file in both trees. A path is empty if its tree lacks the file.
struct UpgradePair {
  std::string from;  // path in the old upstream
  std::string to;    // path in the new upstream; differs from `from` after a rename
  friend bool operator==(const UpgradePair&, const UpgradePair&) = default;
};

// Every path of both upstream trees once, sorted by the new path, else the old one. A file only in the old
// tree and a file only in the new tree form a rename if half of their lines are equal.
std::vector<UpgradePair> pair_files(const std::map<std::string, std::string>& from,
                                    const std::map<std::string, std::string>& to);

enum class UpgradeState {
  unchanged,  // the port's file stays
  merged,     // without conflicts
  conflict,   // with conflicts; or upstream deleted a file with manual changes, or both sides added it
  added,      // new in upstream
  gone,       // deleted in upstream, and the port had no manual changes
  absent,     // not in the port before
};
std::string_view to_string(UpgradeState state);

struct UpgradeFile {
  std::string path;      // path of the result, below the port
  std::string old_path;  // previous path, if different
  UpgradeState state = UpgradeState::unchanged;
  Merge merge;                // the result; without pieces if the file goes or is absent
  std::size_t conflicts = 0;  // conflicts of the merge; 1 for a deleted file with manual changes
  std::string base, theirs;   // merged with ours; may be empty
  friend bool operator==(const UpgradeFile&, const UpgradeFile&) = default;
};

// The versions of a file; nullptr if there is none.
struct UpgradeVersions {
  const std::string* base = nullptr;    // the old upstream file, converted
  const std::string* theirs = nullptr;  // the new upstream file, converted
  const std::string* ours = nullptr;    // the port's file, at the old path (else at the new one)
};

UpgradeFile upgrade_file(const UpgradePair& pair, const UpgradeVersions& versions,
                         const MergeOptions& options);

struct UpgradeSum {
  std::size_t merged = 0, unchanged = 0, conflicting = 0, added = 0, gone = 0, absent = 0, renamed = 0;
  std::size_t conflicts = 0, respelled = 0, imports_gone = 0;
  friend bool operator==(const UpgradeSum&, const UpgradeSum&) = default;
};
UpgradeSum sum_of(const std::vector<UpgradeFile>& files);

}  // namespace mintport
