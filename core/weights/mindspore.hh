// Reads and writes MindSpore's checkpoint files (checkpoint.proto), one block at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/weights/checkpoint.hh"

namespace mintport::weights {

// Maximum size of a value's content in bytes, as MindSpore 2.10 writes it (1024 times SLICE_SIZE of
// mindspore.train.serialization). Longer tensors are split into blocks of this size.
inline constexpr std::uint64_t kBlock = std::uint64_t{512} << 20;

// The cipher's name if `start`, at least the first four bytes of a file, marks an encrypted checkpoint.
std::optional<std::string_view> cipher_of(std::string_view start);

Result<Checkpoint> open_mindspore(std::shared_ptr<const InputFile> file);

// The block sizes of a tensor of `bytes` bytes. An empty tensor has one empty block.
std::vector<std::uint64_t> default_blocks(std::uint64_t bytes);

// The bytes of a value before its content. `dims` as in the file.
std::string value_start(std::string_view tag, const Shape& dims, std::string_view type,
                        std::uint64_t content_size);

// A value of type "str".
std::string text_value(std::string_view tag, std::string_view utf8);

struct CkptWriteOptions {
  bool crc = false;                  // append the checksum
  std::optional<Origin> origin;      // the files it is made from, for converting back
  std::optional<CkptLayout> layout;  // order, texts and blocks; default: those of `outputs`
  WriteOptions common;
};

// Errors: content if `layout` does not match the outputs.
Result<void> write_mindspore(const std::filesystem::path& path, const std::vector<Output>& outputs,
                             const CkptWriteOptions& options);

}  // namespace mintport::weights
