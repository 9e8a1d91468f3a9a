// The entry of a path in git's index.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mintport {

// One side of a conflict.
struct IndexSide {
  int stage = 1;  // 1: the base, 2: ours, 3: theirs
  std::uint32_t mode = 0100644;
  std::string id;
  friend bool operator==(const IndexSide&, const IndexSide&) = default;
};

struct IndexEntry {
  std::uint32_t mode = 0100644;       // mode bits of git: 0100644, 0100755, 0120000
  std::string id;                     // of the blob; empty in a conflict
  std::vector<IndexSide> sides = {};  // only in a conflict; sorted by stage
  friend bool operator==(const IndexEntry&, const IndexEntry&) = default;
};
// By path; nullopt: the index lacks the file.
using IndexEntries = std::map<std::string, std::optional<IndexEntry>>;

// The position of HEAD.
struct HeadPlace {
  std::string branch;  // "refs/heads/main"; "HEAD" if detached
  std::string id;      // of the commit; empty: there is none yet
  std::string parent;  // id of the first parent; empty: there is none
  friend bool operator==(const HeadPlace&, const HeadPlace&) = default;
};

}  // namespace mintport
