// safetensors: eight bytes with the header's length, a JSON header, the tensors' bytes without gaps. Follows
// the format's description (huggingface/safetensors), and is strict only where that is.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/weights/checkpoint.hh"

namespace mintport::weights {

// A tensor of the header.
struct HeaderEntry {
  std::string name;
  DType dtype = DType::f32;
  Shape shape;
  std::uint64_t begin = 0, end = 0;  // bytes, counted from the end of the header
  friend bool operator==(const HeaderEntry&, const HeaderEntry&) = default;
};

struct Header {
  std::vector<HeaderEntry> entries;  // in the header's order
  Metadata metadata;
  friend bool operator==(const Header&, const Header&) = default;
};

// Errors of kind content, without a file. `data_size` is the number of bytes after the header; the tensors
// must cover all of them.
Result<Header> parse_header(std::string_view json, std::uint64_t data_size);

// The header that the safetensors library writes for these tensors: compact JSON, padded with spaces to eight
// bytes. `outputs` are in file order.
std::string make_header(const std::vector<Output>& outputs, const Metadata& metadata);

// Sorts as the safetensors library does, so that each tensor is aligned: widest types first. Stable.
void align(std::vector<Output>& outputs);

Result<Checkpoint> open_safetensors(std::shared_ptr<const InputFile> file);
Result<Checkpoint> open_shards(const std::filesystem::path& index);

Result<void> write_safetensors(const std::filesystem::path& path, std::vector<Output> outputs,
                               const Metadata& metadata, const WriteOptions& options);

// Uses an existing header. `outputs` are in the order of their offsets in it.
Result<void> write_with_header(const std::filesystem::path& path, const std::string& header,
                               const std::vector<Output>& outputs, const WriteOptions& options);

// Writes `index` and, next to it, shards of at most `shard_size` bytes of data each (a larger tensor has its
// own shard). Shards are named as in transformers: stem-00001-of-00003.safetensors. The index is written
// last.
Result<void> write_shards(const std::filesystem::path& index, std::vector<Output> outputs,
                          const Metadata& metadata, std::uint64_t shard_size, const WriteOptions& options);

// Like write_with_header, for a set of shards.
Result<void> write_shards_again(const std::filesystem::path& index, const Origin& origin,
                                const std::vector<Output>& outputs, const WriteOptions& options);

}  // namespace mintport::weights
