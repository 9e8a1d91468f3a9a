// Files as a conversion reads and leaves them: whole or not at all.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"

namespace mintport {

// Errors: not_found, io. Directories and devices are refused (content).
Result<std::string> read_file(const std::filesystem::path& path);

// The whole of `bytes` at `path`, or the file as it was: the new one appears by one rename, and nothing is
// left behind when the process is killed (a named temporary only on file systems without O_TMPFILE). Folders
// are made. A symlink at `path` is replaced, not followed. Without a mode: what the umask leaves of 0666.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes,
                        std::optional<mode_t> mode);

// For a path that a person typed: through symlinks, straight into devices and pipes, else as write_file; the
// mode of a file that is there stays.
Result<void> write_output(const std::filesystem::path& path, std::string_view bytes);

// The same for a symlink.
Result<void> write_link(const std::filesystem::path& path, const std::filesystem::path& target);

// Permission bits; nothing when `path` is not a regular file (symlinks are not followed).
std::optional<mode_t> regular_file_mode(const std::filesystem::path& path);

enum class TreeFileKind { python, other, link, unusable };

struct TreeFile {
  std::string path;  // below the root, with '/'
  TreeFileKind kind = TreeFileKind::other;
  std::string reason;  // of unusable: why
  friend bool operator==(const TreeFile&, const TreeFile&) = default;
};

// Everything below `root` that is not a folder, sorted by path. `.git` and `__pycache__` are left out, and so
// is `except` (an absolute, normal path) with all that is below. Symlinks to folders are links, never
// followed; links that lead out of `root` are unusable.
Result<std::vector<TreeFile>> list_tree(const std::filesystem::path& root,
                                        const std::filesystem::path& except);

// Absolute and normal, symlinks followed as far as the path exists.
std::filesystem::path real_path(const std::filesystem::path& path);

// True when `inner` is `outer` or below it; both normal and absolute.
bool is_below(const std::filesystem::path& inner, const std::filesystem::path& outer);

}  // namespace mintport
