// safetensors: eight bytes with the header's length, a JSON header, the tensors' bytes without a gap. As the
// format's description (huggingface/safetensors) says; stricter only where it says so, too.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/weights/checkpoint.hh"

namespace mintport::weights {

// A tensor as a header tells it.
struct HeaderEntry {
  std::string name;
  DType dtype = DType::f32;
  Shape shape;
  std::uint64_t begin = 0, end = 0;  // bytes, from the end of the header
  friend bool operator==(const HeaderEntry&, const HeaderEntry&) = default;
};

struct Header {
  std::vector<HeaderEntry> entries;  // in the header's order
  Metadata metadata;
  friend bool operator==(const Header&, const Header&) = default;
};

// Errors of kind content, without a file. `data_size`: bytes behind the header, all of which must be
// accounted for.
Result<Header> parse_header(std::string_view json, std::uint64_t data_size);

// The header that the safetensors library writes for these tensors in this order: compact JSON, padded with
// spaces to eight bytes. `outputs` lie in the file in the order given.
std::string make_header(const std::vector<Output>& outputs, const Metadata& metadata);

// In the order in which the safetensors library lays tensors out, so that each is aligned: the widest types
// first. Of one width they stay in order.
void align(std::vector<Output>& outputs);

Result<Checkpoint> open_safetensors(std::shared_ptr<const InputFile> file);
Result<Checkpoint> open_shards(const std::filesystem::path& index);

Result<void> write_safetensors(const std::filesystem::path& path, std::vector<Output> outputs,
                               const Metadata& metadata, const WriteOptions& options);

// With a header made before. `outputs` are in the order of their offsets in it.
Result<void> write_with_header(const std::filesystem::path& path, const std::string& header,
                               const std::vector<Output>& outputs, const WriteOptions& options);

// `index` and, beside it, shards of at most `shard_size` bytes of data each (a larger tensor has one of its
// own), named as transformers does: stem-00001-of-00003.safetensors. The index appears last.
Result<void> write_shards(const std::filesystem::path& index, std::vector<Output> outputs,
                          const Metadata& metadata, std::uint64_t shard_size, const WriteOptions& options);

// Like write_with_header, for shards that were.
Result<void> write_shards_again(const std::filesystem::path& index, const Origin& origin,
                                const std::vector<Output>& outputs, const WriteOptions& options);

}  // namespace mintport::weights
