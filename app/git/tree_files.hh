// Reads and writes the files of a work tree on disk. A reader never sees half a file. Knows nothing of
// libgit2, except that `.git` must not be touched. Private to this folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.hh"

namespace mintport {

// What a path refers to. Symlinks are not followed.
enum class FileType { regular, executable, symlink, folder, other };

class TreeFiles {
 public:
  // `root`: absolute, canonical, without a trailing '/'.
  explicit TreeFiles(std::string root) : root_(std::move(root)) {}

  const std::string& root() const { return root_; }
  std::string absolute(std::string_view path) const { return root_ + "/" + std::string(path); }

  // nullopt if nothing exists, also if a parent folder is a symlink: for git such a path does not exist.
  Result<std::optional<FileType>> type(const std::string& path) const;

  // read() and write() follow symlinks that stay inside the tree and refuse others.
  Result<std::string> read(const std::string& path) const;
  Result<void> write(const std::string& path, std::string_view bytes) const;
  // Removes a symlink itself, not its target. Also removes parent folders that become empty.
  Result<void> remove(const std::string& path) const;

 private:
  Result<std::string> resolve(const std::string& path) const;

  std::string root_;
};

}  // namespace mintport
