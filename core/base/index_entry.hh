// What git's index holds for one path.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace mintport {

struct IndexEntry {
  std::uint32_t mode = 0100644;  // as git has it: 0100644, 0100755, 0120000
  std::string id;                // of the blob
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
