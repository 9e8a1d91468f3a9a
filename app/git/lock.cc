// The lock of the index: finds its holder, and removes a lock that a killed process left behind.
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <fstream>

#include "app/git/failure.hh"
#include "app/git/git_work_tree.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

std::string link_target(const fs::path& path) {
  std::error_code error;
  return fs::read_symlink(path, error).string();
}

bool is_below(const std::string& path, const std::string& folder) {
  return path == folder || path.starts_with(folder + "/");
}

bool has_open(const fs::path& process, const std::string& file) {
  std::error_code error;
  for (fs::directory_iterator at(process / "fd", error), end; !error && at != end; at.increment(error)) {
    if (link_target(at->path()) == file) return true;
  }
  return false;
}

// Finds a process that has the lock open, or a git process that runs in this work tree, because git closes
// the file while its hooks run. Processes of other users cannot be inspected.
std::string holder_of(const std::string& lock, const std::string& root, const std::string& git_dir) {
  std::error_code error;
  for (fs::directory_iterator at("/proc", error), end; !error && at != end; at.increment(error)) {
    const std::string number = at->path().filename().string();
    int process = 0;
    const auto [last, bad] = std::from_chars(number.data(), number.data() + number.size(), process);
    if (bad != std::errc() || *last != '\0' || process == getpid()) continue;
    std::string name;
    std::getline(std::ifstream(at->path() / "comm"), name);
    const std::string folder = link_target(at->path() / "cwd");
    const bool is_git =
        (name == "git" || name.starts_with("git-")) && (is_below(folder, root) || is_below(folder, git_dir));
    if (is_git || has_open(at->path(), lock)) return name + " (process " + number + ")";
  }
  return {};
}

}  // namespace

std::optional<IndexLock> GitWorkTree::index_lock() {
  const std::string path = git_dir() + "/index.lock";
  struct stat info {};
  if (lstat(path.c_str(), &info) != 0) return std::nullopt;
  return IndexLock{path, holder_of(path, root(), git_dir()), info.st_mtime};
}

Result<void> GitWorkTree::remove_index_lock() {
  const auto lock = index_lock();
  if (!lock) return fail({ErrorKind::not_found, "", 0, "the index is not locked", ""});
  if (!lock->holder.empty()) {
    return fail({ErrorKind::refused, lock->path, 0, lock->holder + " holds it", "wait until it ends"});
  }
  if (unlink(lock->path.c_str()) != 0) return io_failure(errno, "removing the lock", lock->path);
  return {};
}

}  // namespace mintport
