// MindSpore's checkpoint files (checkpoint.proto), read and written a block at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/weights/checkpoint.hh"

namespace mintport::weights {

// Longest content of one value, in bytes: what MindSpore 2.10 writes (1024 times SLICE_SIZE of
// mindspore.train.serialization). A longer tensor comes in blocks of this size.
inline constexpr std::uint64_t kBlock = std::uint64_t{512} << 20;

// The name of the cipher when `start`, a file's first four bytes or more, is that of an encrypted checkpoint.
std::optional<std::string_view> cipher_of(std::string_view start);

Result<Checkpoint> open_mindspore(std::shared_ptr<const InputFile> file);

// The sizes of the blocks of a tensor of so many bytes. An empty tensor has one, empty.
std::vector<std::uint64_t> default_blocks(std::uint64_t bytes);

// One value, up to where its content begins. `dims` as in the file.
std::string value_start(std::string_view tag, const Shape& dims, std::string_view type,
                        std::uint64_t content_size);

// A "str" value.
std::string text_value(std::string_view tag, std::string_view utf8);

struct CkptWriteOptions {
  bool crc = false;                  // append the checksum
  std::optional<Origin> origin;      // what it is made of, for the way back
  std::optional<CkptLayout> layout;  // order, texts and blocks; default: as `outputs` are
  WriteOptions common;
};

// Errors: content when `layout` is not of these outputs.
Result<void> write_mindspore(const std::filesystem::path& path, const std::vector<Output>& outputs,
                             const CkptWriteOptions& options);

}  // namespace mintport::weights
