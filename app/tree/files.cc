#include "app/tree/files.hh"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace mintport {
namespace {

namespace fs = std::filesystem;

Error io(const fs::path& path, std::string_view doing, int code) {
  const auto kind = code == ENOENT ? ErrorKind::not_found : ErrorKind::io;
  std::string hint;
  if (code == ENOSPC || code == EDQUOT) hint = "free space and run again; finished files are kept";
  if (code == EACCES || code == EPERM || code == EROFS)
    hint = "check its permissions and those of its folder";
  return {.kind = kind,
          .file = path.string(),
          .what = "cannot " + std::string(doing) + ": " + std::generic_category().message(code),
          .hint = std::move(hint)};
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  int close() { return ::close(std::exchange(fd_, -1)); }

 private:
  int fd_;
};

// Returns 0 or errno.
int write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

// A name next to `path` that no other thread or process uses.
fs::path name_beside(const fs::path& path) {
  static std::atomic<unsigned> count = 0;
  const auto unique = std::to_string(::getpid()) + "." + std::to_string(++count);
  return path.parent_path() / (".mintport-" + unique + ".tmp");
}

// Renames `temporary` to `path`, or removes it.
Result<void> put_in_place(const fs::path& temporary, const fs::path& path) {
  if (::rename(temporary.c_str(), path.c_str()) == 0) return {};
  const int code = errno;
  ::unlink(temporary.c_str());
  return fail(io(path, "write", code));
}

// Names an O_TMPFILE file `path`. Needs a temporary name only if `path` exists.
Result<void> link_in_place(int fd, const fs::path& path) {
  const std::string self = "/proc/self/fd/" + std::to_string(fd);
  if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) == 0) return {};
  if (errno != EEXIST) return fail(io(path, "write", errno));
  const fs::path temporary = name_beside(path);
  if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, temporary.c_str(), AT_SYMLINK_FOLLOW) != 0) {
    return fail(io(path, "write", errno));
  }
  return put_in_place(temporary, path);
}

Result<void> make_folder_of(const fs::path& path) {
  if (!path.has_parent_path()) return {};
  std::error_code code;
  fs::create_directories(path.parent_path(), code);
  if (code) return fail(io(path.parent_path(), "create the folder", code.value()));
  return {};
}

}  // namespace

Result<std::string> read_file(const fs::path& path) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat info {};
  if (file.get() < 0 || ::fstat(file.get(), &info) != 0) return fail(io(path, "read", errno));
  if (!S_ISREG(info.st_mode)) {
    return fail({.kind = ErrorKind::content, .file = path.string(), .what = "is not a regular file"});
  }
  std::string bytes(static_cast<std::size_t>(info.st_size) + 1, '\0');
  std::size_t size = 0;
  while (true) {
    const ssize_t count = ::read(file.get(), bytes.data() + size, bytes.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(io(path, "read", errno));
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
    if (size == bytes.size()) bytes.resize(bytes.size() * 2);
  }
  bytes.resize(size);
  return bytes;
}

Result<void> write_file(const fs::path& path, std::string_view bytes, std::optional<mode_t> mode) {
  if (auto made = make_folder_of(path); !made) return made;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  fs::path temporary;
  int fd = ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, mode.value_or(0666));
  if (fd < 0) {
    temporary = name_beside(path);
    fd = ::open(temporary.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, mode.value_or(0666));
  }
  if (fd < 0) return fail(io(path, "write", errno));
  Descriptor file(fd);
  int code = write_all(fd, bytes);
  if (code == 0 && mode && ::fchmod(fd, *mode) != 0) code = errno;
  if (code != 0) {
    if (!temporary.empty()) ::unlink(temporary.c_str());
    return fail(io(path, "write", code));
  }
  if (temporary.empty()) return link_in_place(fd, path);
  if (file.close() != 0) {
    code = errno;
    ::unlink(temporary.c_str());
    return fail(io(path, "write", code));
  }
  return put_in_place(temporary, path);
}

Result<void> write_output(const fs::path& path, std::string_view bytes) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return write_file(path, bytes, std::nullopt);
  if (S_ISREG(info.st_mode)) {
    std::error_code code;
    const fs::path real = fs::canonical(path, code);
    return write_file(code ? path : real, bytes, info.st_mode & 07777);
  }
  const Descriptor device(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (device.get() < 0) return fail(io(path, "write", errno));
  const int code = write_all(device.get(), bytes);
  if (code != 0) return fail(io(path, "write", code));
  return {};
}

Result<void> write_link(const fs::path& path, const fs::path& target) {
  if (auto made = make_folder_of(path); !made) return made;
  const fs::path temporary = name_beside(path);
  if (::symlink(target.c_str(), temporary.c_str()) != 0) return fail(io(path, "write", errno));
  return put_in_place(temporary, path);
}

std::optional<mode_t> regular_file_mode(const fs::path& path) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  return info.st_mode & 07777;
}

fs::path real_path(const fs::path& path) {
  std::error_code code;
  const fs::path whole = fs::absolute(path, code);
  fs::path real = fs::weakly_canonical(whole, code);  // weakly_canonical would keep a relative path relative
  if (code) real = whole.lexically_normal();
  return real.has_filename() || !real.has_relative_path() ? real : real.parent_path();
}

bool is_below(const fs::path& inner, const fs::path& outer) {
  return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

namespace {

// Walks a tree for list_tree.
class Lister {
 public:
  Lister(fs::path root, fs::path except) : root_(std::move(root)), except_(std::move(except)) {}

  void walk(const fs::path& folder) {
    std::error_code code;
    fs::directory_iterator entries(folder, code);
    if (code) {
      add(folder, TreeFileKind::unusable, "cannot read the folder: " + code.message());
      return;
    }
    for (; entries != fs::directory_iterator(); entries.increment(code)) {
      visit(*entries);
      if (code) break;
    }
    if (code) add(folder, TreeFileKind::unusable, "cannot read the folder: " + code.message());
  }

  std::vector<TreeFile> take() {
    std::sort(found_.begin(), found_.end(),
              [](const TreeFile& a, const TreeFile& b) { return a.path < b.path; });
    return std::move(found_);
  }

 private:
  void visit(const fs::directory_entry& entry) {
    const fs::path& path = entry.path();
    if (path.filename() == ".git" || path.filename() == "__pycache__" || path == except_) return;
    std::error_code code;
    const fs::file_status status = entry.symlink_status(code);
    if (fs::is_directory(status)) return walk(path);
    if (fs::is_symlink(status)) return visit_link(path);
    if (!fs::is_regular_file(status)) return add(path, TreeFileKind::unusable, "is not a regular file");
    add(path, path.extension() == ".py" ? TreeFileKind::python : TreeFileKind::other);
  }

  void visit_link(const fs::path& path) {
    std::error_code code;
    const fs::path target = fs::read_symlink(path, code);
    const fs::path end = real_path(path.parent_path() / target);
    if (code || target.is_absolute() || !is_below(end, root_)) {
      return add(path, TreeFileKind::unusable,
                 "is a symlink out of the folder (" + target.string() + "); copy its target or remove it");
    }
    add(path, TreeFileKind::link);
  }

  void add(const fs::path& path, TreeFileKind kind, std::string reason = {}) {
    found_.push_back({path.lexically_relative(root_).generic_string(), kind, std::move(reason)});
  }

  fs::path root_, except_;
  std::vector<TreeFile> found_;
};

}  // namespace

Result<std::vector<TreeFile>> list_tree(const fs::path& root, const fs::path& except) {
  std::error_code code;
  const fs::path real = fs::canonical(root, code);
  if (code) return fail(io(root, "read the folder", code.value()));
  if (!fs::is_directory(real, code)) {
    return fail({.kind = ErrorKind::usage,
                 .file = root.string(),
                 .what = "is not a folder",
                 .hint = "use --src-file"});
  }
  Lister lister(real, except);
  lister.walk(real);
  return lister.take();
}

}  // namespace mintport
