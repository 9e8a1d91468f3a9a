// Reads and writes files of many gigabytes in pieces, to limit memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "core/base/error.hh"

namespace mintport::weights {

// Size of a piece in bytes.
inline constexpr std::size_t kChunk = std::size_t{4} << 20;

// A regular file, open for reading. All users of its bytes share it; the last one closes it.
class InputFile {
 public:
  // Errors: not_found, io; content if it is not a regular file.
  static Result<std::shared_ptr<const InputFile>> open(const std::filesystem::path& path);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  const std::string& path() const { return path_; }
  std::uint64_t size() const { return size_; }  // size at opening
  int descriptor() const { return descriptor_; }

  // Fills `to` from `offset`. Kind content if the file has become shorter.
  Result<void> read(std::uint64_t offset, std::span<std::byte> to) const;

 private:
  InputFile(int descriptor, std::uint64_t size, std::string path)
      : descriptor_(descriptor), size_(size), path_(std::move(path)) {}
  int descriptor_;
  std::uint64_t size_;
  std::string path_;
};

// A byte range of a file.
struct Extent {
  std::shared_ptr<const InputFile> file;
  std::uint64_t offset = 0, size = 0;
  friend bool operator==(const Extent&, const Extent&) = default;
};

// Writes a file atomically: writes next to `path` (without a name if the file system supports it), then
// commit() syncs and renames. Without commit() nothing remains, and an existing file at `path` is unchanged.
class OutputFile {
 public:
  // `size` is the expected number of bytes, or 0 if unknown. A full disk is then an early error.
  static Result<std::unique_ptr<OutputFile>> create(const std::filesystem::path& path, std::uint64_t size);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  Result<void> write(std::span<const std::byte> bytes);
  Result<void> write(std::string_view text) { return write(std::as_bytes(std::span(text))); }
  // Appends the extent, inside the kernel if possible.
  Result<void> copy(const Extent& extent);
  // Offset of the next byte. Writing after seeking back overwrites.
  std::uint64_t position() const { return position_; }
  void seek(std::uint64_t position) { position_ = position; }

  // From now on passes every appended byte to `observe`, in order; copy() then goes through memory. Null:
  // stop.
  void watch(std::function<void(std::span<const std::byte>)> observe) { observe_ = std::move(observe); }

  // Cuts the file at the position and returns a path for reading it before the commit.
  Result<std::filesystem::path> provisional();
  // Cuts at the position, syncs and renames.
  Result<void> commit();

 private:
  OutputFile(int descriptor, std::filesystem::path path, std::filesystem::path temporary)
      : descriptor_(descriptor), path_(std::move(path)), temporary_(std::move(temporary)) {}
  Error error(const std::string& what) const;
  Result<void> name_temporary();
  void start_writeback();

  int descriptor_;
  std::filesystem::path path_, temporary_;  // temporary_ is empty while the file has no name
  std::uint64_t position_ = 0, written_back_ = 0;
  std::function<void(std::span<const std::byte>)> observe_;
};

}  // namespace mintport::weights
