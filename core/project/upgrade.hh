// Moving a port to another version of its upstream: which files are merged, which come and go, and what each
// becomes. Pure: who merges lines is handed in, and who works on several files at once is the caller's
// affair.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/merge/merge.hh"

namespace mintport {

// One file in the trees. A path is empty where the tree has no such file.
struct UpgradePair {
  std::string from;  // upstream's old path
  std::string to;    // and the new one; another than `from` when it was renamed
  friend bool operator==(const UpgradePair&, const UpgradePair&) = default;
};

// Every path of the old and the new upstream tree once, sorted by the new path, else the old. A file that is
// only in the old tree and one that is only in the new are one that was renamed when half of their lines
// are the same.
std::vector<UpgradePair> pair_files(const std::map<std::string, std::string>& from,
                                    const std::map<std::string, std::string>& to);

enum class UpgradeState {
  unchanged,  // the port's file stays as it is
  merged,     // without a conflict
  conflict,   // with some; or upstream deleted it and the port has work in it, or both added it
  added,      // new upstream
  gone,       // deleted upstream, and the port had nothing of its own in it
  absent,     // the port never had it
};
std::string_view to_string(UpgradeState state);

struct UpgradeFile {
  std::string path;      // below the port, where the result stands
  std::string old_path;  // where it stood, when that is another
  UpgradeState state = UpgradeState::unchanged;
  Merge merge;                // the result; no pieces when the file goes or is absent
  std::size_t conflicts = 0;  // those of the merge; 1 for a deleted file with work in it
  std::string base, theirs;   // what was merged with ours; may be empty
  friend bool operator==(const UpgradeFile&, const UpgradeFile&) = default;
};

// The versions of one file; nullptr where there is none.
struct UpgradeVersions {
  const std::string* base = nullptr;    // the old upstream file, converted
  const std::string* theirs = nullptr;  // the new one, converted
  const std::string* ours = nullptr;    // the port's, at the old path (else at the new one)
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
