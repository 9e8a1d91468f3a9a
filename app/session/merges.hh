// Conflicts in the work tree, from an upgrade or any merge.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/session/files.hh"
#include "app/session/steps.hh"
#include "core/merge/conflicts.hh"

namespace mintport {

// A file in conflict. Without places the conflict concerns the whole file: deleted upstream and changed here.
struct ConflictFile {
  std::string path;  // from the root of the work tree
  std::string text;
  std::vector<ConflictPlace> places;
  friend bool operator==(const ConflictFile&, const ConflictFile&) = default;
};

class Merges {
 public:
  // The references must outlive this.
  Merges(Project& project, Files& files, Steps& steps) : project_(project), files_(files), steps_(steps) {}

  // Files in conflict, sorted. Found in git's index and by conflict markers.
  std::vector<ConflictFile> conflicts();
  // Resolving the last conflict of a file also stages it.
  Result<std::string> resolve(const ConflictFile& file, std::size_t place, Favor favor);
  Result<std::string> edit(const std::string& path, std::uint32_t line);

 private:
  Result<std::string> after_resolving(const std::string& path);

  Project& project_;
  Files& files_;
  Steps& steps_;
};

}  // namespace mintport
