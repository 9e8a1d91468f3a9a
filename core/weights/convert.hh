// safetensors to MindSpore's .ckpt and back: names as names.hh has them, bytes as they are.
//
// The way back gives the first file again, byte for byte. Where the plain way back would not (another order,
// other metadata, blocks, a checksum), the file that is written says what the first was: a .ckpt in a field
// that MindSpore skips (Origin in checkpoint.proto), a safetensors file in its metadata ("mintport.ckpt").
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hh"
#include "core/weights/checkpoint.hh"
#include "core/weights/names.hh"

namespace mintport::weights {

struct ConvertRequest {
  std::filesystem::path from, to;
  std::optional<KeyFiles> keys;  // instead of the rules: only these tensors, under these names
  std::optional<DType> cast;     // floats to this type
  bool crc = false;              // to MindSpore: with the checksum
  std::uint64_t shard_size = 0;  // to safetensors: bytes of a shard when `to` is an index (*.index.json)
  WriteOptions options;
};

struct ConvertReport {
  std::size_t tensors = 0;
  std::uint64_t bytes = 0;
  std::vector<std::string> left_out;    // not in the key files, or no tensors
  std::vector<std::string> unloadable;  // of types that MindSpore 2.10 does not load
  bool operator==(const ConvertReport&) const = default;
};

// `from` may be a torch archive, too. Errors: not_found, io, content; names of the key files that are not in
// `from`.
Result<ConvertReport> safetensors_to_mindspore(const ConvertRequest& request);

Result<ConvertReport> mindspore_to_safetensors(const ConvertRequest& request);

}  // namespace mintport::weights
