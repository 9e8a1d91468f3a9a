// The HF sources as a review reads them: files of the work tree, or of a folder elsewhere on the disk.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hh"
#include "core/project/manifest.hh"
#include "core/worktree/worktree.hh"

namespace mintport {

// A copy reads the same files. The work tree must outlive all copies.
class SourceFiles {
 public:
  SourceFiles() = default;
  // `tracked`: the files of the work tree. Errors: as find_sources (app/tree/sources.hh).
  static Result<SourceFiles> open(WorkTree& tree, const Manifest& manifest,
                                  const std::vector<std::string>& tracked);

  // Paths below the sources' root, sorted.
  const std::vector<std::string>& paths() const { return paths_; }
  // May be called from any thread.
  Result<std::string> read(const std::string& path) const;
  std::optional<std::string> read_if_there(const std::string& path) const;
  // True if they are files of the work tree that git does not ignore, so that it knows their history.
  bool in_work_tree() const { return folder_.empty(); }

 private:
  WorkTree* tree_ = nullptr;
  std::string root_;    // in the work tree
  std::string folder_;  // on the disk; empty: in the work tree
  std::vector<std::string> paths_;
};

}  // namespace mintport
