// Files of many gigabytes, read and written in pieces, so that memory stays small.
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

// How much is read or written at a time, in bytes.
inline constexpr std::size_t kChunk = std::size_t{4} << 20;

// A regular file, open for reading. Shared by all that refer to its bytes; closed with the last of them.
class InputFile {
 public:
  // Errors: not_found, io; content when it is not a regular file.
  static Result<std::shared_ptr<const InputFile>> open(const std::filesystem::path& path);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  const std::string& path() const { return path_; }
  std::uint64_t size() const { return size_; }  // when it was opened
  int descriptor() const { return descriptor_; }

  // Fills `to` from `offset` on. A file that has become shorter is an error of kind content.
  Result<void> read(std::uint64_t offset, std::span<std::byte> to) const;

 private:
  InputFile(int descriptor, std::uint64_t size, std::string path)
      : descriptor_(descriptor), size_(size), path_(std::move(path)) {}
  int descriptor_;
  std::uint64_t size_;
  std::string path_;
};

// Some bytes of a file.
struct Extent {
  std::shared_ptr<const InputFile> file;
  std::uint64_t offset = 0, size = 0;
  friend bool operator==(const Extent&, const Extent&) = default;
};

// A file that appears at `path` whole or not at all: written beside it (without a name where the file system
// can), synced and renamed by commit(). Without commit nothing stays, and what was at `path` is untouched.
class OutputFile {
 public:
  // `size`: bytes that will be written, or 0 when not known: a full disk is then an error before work begins.
  static Result<std::unique_ptr<OutputFile>> create(const std::filesystem::path& path, std::uint64_t size);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  Result<void> write(std::span<const std::byte> bytes);
  Result<void> write(std::string_view text) { return write(std::as_bytes(std::span(text))); }
  // Appends, inside the kernel where it can.
  Result<void> copy(const Extent& extent);
  // Where the next byte goes. Seeking back overwrites.
  std::uint64_t position() const { return position_; }
  void seek(std::uint64_t position) { position_ = position; }

  // From here on every appended byte is seen by `observe`, in order, and copy() goes through memory. Null:
  // none.
  void watch(std::function<void(std::span<const std::byte>)> observe) { observe_ = std::move(observe); }

  // The file, cut at the position, under a name that can be opened for reading before it is committed.
  Result<std::filesystem::path> provisional();
  // Cuts at the position, syncs, renames.
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
