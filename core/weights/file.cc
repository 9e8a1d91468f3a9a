#include "core/weights/file.hh"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

namespace mintport::weights {
namespace {

namespace fs = std::filesystem;

// Written data is flushed in steps of this size, so that the final sync is short.
constexpr std::uint64_t kWriteback = std::uint64_t{64} << 20;

mode_t new_file_mode() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

std::string folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path().string() : ".";
}

// A path for a file without a name.
std::string descriptor_path(int descriptor) {
  return fmt::format("/proc/self/fd/{}", descriptor);
}

// Follows a symlink, because its target is the file to replace.
fs::path followed(const fs::path& path) {
  std::error_code failure;
  const fs::path real = fs::weakly_canonical(path, failure);
  return failure ? path : real;
}

}  // namespace

Result<std::shared_ptr<const InputFile>> InputFile::open(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) {
    const bool missing = errno == ENOENT || errno == ENOTDIR;
    return fail({.kind = missing ? ErrorKind::not_found : ErrorKind::io,
                 .file = path.string(),
                 .what = missing ? "no such file" : std::strerror(errno)});
  }
  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(descriptor);
    return fail({.kind = ErrorKind::content, .file = path.string(), .what = "is not a regular file"});
  }
  ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
  return std::shared_ptr<const InputFile>(
      new InputFile(descriptor, static_cast<std::uint64_t>(status.st_size), path.string()));
}

InputFile::~InputFile() {
  ::close(descriptor_);
}

Result<void> InputFile::read(std::uint64_t offset, std::span<std::byte> to) const {
  while (!to.empty()) {
    const ssize_t count = ::pread(descriptor_, to.data(), to.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail({.kind = ErrorKind::io, .file = path_, .what = std::strerror(errno)});
    if (count == 0) {
      return fail({.kind = ErrorKind::content,
                   .file = path_,
                   .what = "the file is truncated",
                   .hint = "download it again"});
    }
    offset += static_cast<std::uint64_t>(count);
    to = to.subspan(static_cast<std::size_t>(count));
  }
  return {};
}

Result<std::unique_ptr<OutputFile>> OutputFile::create(const fs::path& wanted, std::uint64_t size) {
  const fs::path path = followed(wanted);
  std::error_code failure;
  if (path.has_parent_path()) fs::create_directories(path.parent_path(), failure);
  const std::string folder = folder_of(path);
  fs::path temporary;
  int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, new_file_mode());
  if (descriptor < 0) {
    std::string name = path.string() + ".XXXXXX";
    descriptor = ::mkstemp(name.data());
    if (descriptor >= 0) {
      temporary = name;
      ::fchmod(descriptor, new_file_mode());
    }
  }
  if (descriptor < 0) {
    return fail({.kind = ErrorKind::io, .file = path.string(), .what = std::strerror(errno)});
  }
  std::unique_ptr<OutputFile> file(new OutputFile(descriptor, path, temporary));
  // Check first: on a file system that is short of space, the attempt would fill it up.
  const auto space = fs::space(folder, failure);
  const bool fits = failure || size <= space.available;
  if (!fits ||
      (size > 0 && ::fallocate(descriptor, 0, 0, static_cast<off_t>(size)) != 0 && errno == ENOSPC)) {
    return fail({.kind = ErrorKind::io,
                 .file = path.string(),
                 .what = fmt::format("no space left on device: {} bytes needed, {} free", size,
                                     failure ? 0 : space.available),
                 .hint = "free space; nothing was changed"});
  }
  return file;
}

OutputFile::~OutputFile() {
  ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Error OutputFile::error(const std::string& what) const {
  return {.kind = ErrorKind::io, .file = path_.string(), .what = what, .hint = "nothing was changed"};
}

Result<void> OutputFile::write(std::span<const std::byte> bytes) {
  if (observe_) observe_(bytes);
  while (!bytes.empty()) {
    const ssize_t count = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(position_));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(error(std::strerror(errno)));
    position_ += static_cast<std::uint64_t>(count);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  start_writeback();
  return {};
}

Result<void> OutputFile::copy(const Extent& extent) {
  std::uint64_t done = 0;
  while (!observe_ && done < extent.size) {
    auto from = static_cast<off_t>(extent.offset + done), to = static_cast<off_t>(position_);
    const std::size_t step = std::min<std::uint64_t>(extent.size - done, kWriteback);
    const ssize_t count = ::copy_file_range(extent.file->descriptor(), &from, descriptor_, &to, step, 0);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno == ENOSPC) return fail(error(std::strerror(errno)));
    if (count <= 0) break;  // not between these files: through memory, which also finds the end of a cut file
    done += static_cast<std::uint64_t>(count);
    position_ += static_cast<std::uint64_t>(count);
    start_writeback();
  }
  std::vector<std::byte> buffer(std::min<std::uint64_t>(extent.size - done, kChunk));
  while (done < extent.size) {
    const auto part = std::span(buffer).first(std::min<std::uint64_t>(buffer.size(), extent.size - done));
    if (const auto read = extent.file->read(extent.offset + done, part); !read) return read;
    if (const auto written = write(part); !written) return written;
    done += part.size();
  }
  return {};
}

void OutputFile::start_writeback() {
  if (position_ < written_back_ + kWriteback) return;
  ::sync_file_range(descriptor_, static_cast<off_t>(written_back_),
                    static_cast<off_t>(position_ - written_back_), SYNC_FILE_RANGE_WRITE);
  written_back_ = position_;
}

Result<fs::path> OutputFile::provisional() {
  if (::ftruncate(descriptor_, static_cast<off_t>(position_)) != 0) return fail(error(std::strerror(errno)));
  return descriptor_path(descriptor_);
}

Result<void> OutputFile::name_temporary() {
  for (int attempt = 0; attempt < 100; ++attempt) {
    const fs::path name = fmt::format("{}.{}-{}", path_.string(), ::getpid(), attempt);
    if (::linkat(AT_FDCWD, descriptor_path(descriptor_).c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) ==
        0) {
      temporary_ = name;
      return {};
    }
    if (errno != EEXIST) break;
  }
  return fail(error(std::strerror(errno)));
}

Result<void> OutputFile::commit() {
  if (::ftruncate(descriptor_, static_cast<off_t>(position_)) != 0 || ::fsync(descriptor_) != 0) {
    return fail(error(std::strerror(errno)));
  }
  if (temporary_.empty()) {
    if (const auto named = name_temporary(); !named) return named;
  }
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) return fail(error(std::strerror(errno)));
  temporary_.clear();
  const int folder = ::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    ::fsync(folder);  // makes the new name survive a power cut; the rename has already succeeded
    ::close(folder);
  }
  return {};
}

}  // namespace mintport::weights
