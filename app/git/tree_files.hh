// The files of a work tree on disk: reading, and writing so that nobody ever sees half a file. Knows no
// libgit2, only that `.git` is not to be touched. Private to this folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.hh"

namespace mintport {

// What stands at a path; a symlink is not followed.
enum class FileType { regular, executable, symlink, folder, other };

class TreeFiles {
 public:
  // `root`: absolute, canonical, without a '/' at the end.
  explicit TreeFiles(std::string root) : root_(std::move(root)) {}

  const std::string& root() const { return root_; }
  std::string absolute(std::string_view path) const { return root_ + "/" + std::string(path); }

  // None when nothing is there, also when a folder above is a symlink (for git, such a path holds nothing).
  Result<std::optional<FileType>> type(const std::string& path) const;

  // These follow symlinks that stay in the tree and refuse others.
  Result<std::string> read(const std::string& path) const;
  Result<void> write(const std::string& path, std::string_view bytes) const;
  // Not followed: a symlink itself goes. Folders above that hold nothing then go too.
  Result<void> remove(const std::string& path) const;

 private:
  Result<std::string> resolve(const std::string& path) const;

  std::string root_;
};

}  // namespace mintport
