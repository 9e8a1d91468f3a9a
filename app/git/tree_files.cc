#include "app/git/tree_files.hh"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <random>
#include <utility>

#include "app/git/failure.hh"
#include "core/worktree/path.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

// A file descriptor with RAII.
class File {
 public:
  File(const std::string& path, int flags, mode_t mode = 0) {
    do {
      number_ = open(path.c_str(), flags | O_CLOEXEC, mode);
    } while (number_ < 0 && errno == EINTR);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (number_ >= 0) ::close(number_);
  }
  explicit operator bool() const { return number_ >= 0; }
  int number() const { return number_; }
  // Some file systems report a full disk only on close.
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_ = -1;
};

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

std::string temporary_name(const std::string& folder) {
  std::random_device random;
  std::array<char, 32> name;
  std::snprintf(name.data(), name.size(), "/.mintport-%08x%08x.tmp", random(), random());
  return folder + name.data();
}

// Does not sync the folder: after a power cut the old file may remain, but never half a file, and writing
// many files takes half the time. Returns 0 or errno. `temporary` may remain after an error.
int fill_and_rename(const std::string& temporary, const std::string& target, std::string_view bytes) {
  struct stat old {};
  const bool replaces = stat(target.c_str(), &old) == 0;
  File file(temporary, O_WRONLY | O_CREAT | O_EXCL, 0666);
  if (!file || !write_all(file.number(), bytes)) return errno;
  if (replaces && fchmod(file.number(), old.st_mode & 07777) != 0) return errno;
  if (fsync(file.number()) != 0 && errno != EINVAL) return errno;
  if (!file.close() || rename(temporary.c_str(), target.c_str()) != 0) return errno;
  return 0;
}

bool is_inside(const std::string& folder, const std::string& path) {
  return path == folder || path.starts_with(folder + "/");
}

}  // namespace

Result<std::optional<FileType>> TreeFiles::type(const std::string& path) const {
  struct stat info {};
  for (std::size_t slash = path.find('/');; slash = path.find('/', slash + 1)) {
    const bool last = slash == path.npos;
    if (lstat(absolute(std::string_view(path).substr(0, slash)).c_str(), &info) != 0) {
      if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
      return io_failure(errno, "reading the status of the file", path);
    }
    if (last) break;
    if (!S_ISDIR(info.st_mode)) return std::nullopt;
  }
  if (S_ISLNK(info.st_mode)) return FileType::symlink;
  if (S_ISDIR(info.st_mode)) return FileType::folder;
  if (!S_ISREG(info.st_mode)) return FileType::other;
  return info.st_mode & S_IXUSR ? FileType::executable : FileType::regular;
}

// Follows all symlinks of `path`. A missing part is taken literally.
Result<std::string> TreeFiles::resolve(const std::string& path) const {
  if (auto ok = check_tree_path(path); !ok) return fail(ok.error());
  std::error_code error;
  const std::string real = fs::weakly_canonical(absolute(path), error).string();
  if (error) return io_failure(error.value(), "following the path", path);
  if (!is_inside(root_, real) || real == root_) {
    return fail({ErrorKind::refused, path, 0, "a symbolic link leads out of the work tree, to " + real,
                 "edit the file at its real place"});
  }
  if (auto ok = check_tree_path(std::string_view(real).substr(root_.size() + 1)); !ok) {
    return fail({ErrorKind::refused, path, 0, "a symbolic link leads into the .git folder", ""});
  }
  // weakly_canonical stops at a broken symlink.
  if (fs::is_symlink(real, error)) {
    return fail({ErrorKind::refused, path, 0, "broken symbolic link", "repair or remove it"});
  }
  return real;
}

Result<std::string> TreeFiles::read(const std::string& path) const {
  auto real = resolve(path);
  if (!real) return fail(real.error());
  File file(*real, O_RDONLY | O_NONBLOCK);  // opening a FIFO must not block
  struct stat info {};
  if (!file || fstat(file.number(), &info) != 0) return io_failure(errno, "reading", path);
  if (!S_ISREG(info.st_mode)) return fail({ErrorKind::content, path, 0, "not a regular file", ""});
  std::string bytes(static_cast<std::size_t>(info.st_size), '\0');
  std::size_t filled = 0;
  while (true) {
    if (filled == bytes.size()) bytes.resize(bytes.size() + 4096);
    const ssize_t count = ::read(file.number(), bytes.data() + filled, bytes.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return io_failure(errno, "reading", path);
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  bytes.resize(filled);
  return bytes;
}

Result<void> TreeFiles::write(const std::string& path, std::string_view bytes) const {
  auto target = resolve(path);
  if (!target) return fail(target.error());
  std::error_code error;
  if (fs::is_directory(*target, error)) return io_failure(EISDIR, "writing", path);
  struct stat old {};
  if (stat(target->c_str(), &old) == 0 && !(old.st_mode & S_IWUSR)) {
    return fail({ErrorKind::refused, path, 0, "is read-only", "allow it with chmod u+w, then try again"});
  }
  const std::string folder = target->substr(0, target->rfind('/'));
  fs::create_directories(folder, error);
  if (error) return io_failure(error.value(), "creating the folder", path);
  const std::string temporary = temporary_name(folder);
  if (const int number = fill_and_rename(temporary, *target, bytes); number != 0) {
    if (number != EEXIST) unlink(temporary.c_str());
    // A folder that disappeared is not a missing file.
    return io_failure(number == ENOENT ? ESTALE : number, "writing", path);
  }
  return {};
}

Result<void> TreeFiles::remove(const std::string& path) const {
  if (auto ok = check_tree_path(path); !ok) return ok;
  const auto what = type(path);
  if (!what) return fail(what.error());
  if (*what && **what == FileType::folder) return io_failure(EISDIR, "removing", path);
  if (!*what || unlink(absolute(path).c_str()) != 0)
    return io_failure(*what ? errno : ENOENT, "removing", path);
  for (std::size_t slash = path.rfind('/'); slash != path.npos && slash > 0;
       slash = path.rfind('/', slash - 1)) {
    if (rmdir(absolute(std::string_view(path).substr(0, slash)).c_str()) != 0) break;
  }
  return {};
}

}  // namespace mintport
