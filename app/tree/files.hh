// Reads and writes whole files.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"

namespace mintport {

// Errors: not_found, io; content for directories and devices.
Result<std::string> read_file(const std::filesystem::path& path);

// Writes `bytes` to `path` atomically: one rename replaces the old file. A killed process leaves nothing
// behind (only on file systems without O_TMPFILE a named temporary file). Creates parent folders. Replaces a
// symlink at `path` instead of following it. Without `mode`, the umask applied to 0666 decides.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes,
                        std::optional<mode_t> mode);

// Writes to a path that the user typed: follows symlinks, writes straight into devices and pipes, otherwise
// works like write_file. Keeps the mode of an existing file.
Result<void> write_output(const std::filesystem::path& path, std::string_view bytes);

// Creates a symlink in the same way as write_file.
Result<void> write_link(const std::filesystem::path& path, const std::filesystem::path& target);

// Permission bits; nullopt if `path` is not a regular file. Does not follow symlinks.
std::optional<mode_t> regular_file_mode(const std::filesystem::path& path);

enum class TreeFileKind { python, other, link, unusable };

struct TreeFile {
  std::string path;  // below the root, with '/'
  TreeFileKind kind = TreeFileKind::other;
  std::string reason;  // of unusable files
  friend bool operator==(const TreeFile&, const TreeFile&) = default;
};

// All files below `root`, sorted by path, without `.git`, `__pycache__`, and `except` (an absolute, normal
// path) and everything below it. A symlink to a folder is a link and is never followed. A link that leads out
// of `root` is unusable.
Result<std::vector<TreeFile>> list_tree(const std::filesystem::path& root,
                                        const std::filesystem::path& except);

// Absolute and normalized; follows symlinks in the existing part of the path.
std::filesystem::path real_path(const std::filesystem::path& path);

// True if `inner` is `outer` or below it. Both must be normalized and absolute.
bool is_below(const std::filesystem::path& inner, const std::filesystem::path& outer);

}  // namespace mintport
