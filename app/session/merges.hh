// Conflicts in the work tree, from an upgrade or from git, and the end of a merge.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/session/files.hh"
#include "app/session/steps.hh"
#include "core/merge/conflicts.hh"

namespace mintport {

// A file in conflict. Without places the conflict concerns the whole file: one side deleted it, the other
// changed it. Where the markers lack the base, a place has it from the index.
struct ConflictFile {
  enum class Deleted { no, by_ours, by_theirs };

  std::string path;  // from the root of the work tree
  std::string text;
  std::vector<ConflictPlace> places;
  Deleted deleted = Deleted::no;
  std::string base;  // of a deleted file
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
  // The number of files in conflict, without reading them.
  std::size_t count() const;
  // Gives the merge in progress up. It cannot be undone.
  Result<std::string> abort();

 private:
  void add_sides(ConflictFile& file);
  Result<std::string> after_resolving(const std::string& path);

  Project& project_;
  Files& files_;
  Steps& steps_;
};

}  // namespace mintport
