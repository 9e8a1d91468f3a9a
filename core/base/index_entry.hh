// What git's index holds for one path.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mintport {

// What one side of a conflict has.
struct IndexSide {
  int stage = 1;  // 1: the base, 2: ours, 3: theirs
  std::uint32_t mode = 0100644;
  std::string id;
  friend bool operator==(const IndexSide&, const IndexSide&) = default;
};

struct IndexEntry {
  std::uint32_t mode = 0100644;       // as git has it: 0100644, 0100755, 0120000
  std::string id;                     // of the blob; empty in conflict
  std::vector<IndexSide> sides = {};  // only in conflict; by stage
  friend bool operator==(const IndexEntry&, const IndexEntry&) = default;
};
// By path; nullopt: the index has no such file.
using IndexEntries = std::map<std::string, std::optional<IndexEntry>>;

// Where HEAD is.
struct HeadPlace {
  std::string branch;  // "refs/heads/main"; "HEAD" when detached
  std::string id;      // of the commit; empty: there is none yet
  std::string parent;  // its first; empty: it has none
  friend bool operator==(const HeadPlace&, const HeadPlace&) = default;
};

}  // namespace mintport
