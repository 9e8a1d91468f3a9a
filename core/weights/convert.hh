// Converts safetensors to MindSpore's .ckpt and back: names by names.hh, bytes unchanged.
//
// Converting back restores the first file byte for byte. If the default conversion would not (another order,
// other metadata, blocks, a checksum), the written file records the original: a .ckpt in a field that
// MindSpore skips (Origin in checkpoint.proto), a safetensors file in its metadata ("mintport.ckpt").
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
  std::optional<KeyFiles> keys;  // replaces the rules: converts only these tensors, with these names
  std::optional<DType> cast;     // casts floats to this type
  bool crc = false;              // for MindSpore: appends the checksum
  std::uint64_t shard_size = 0;  // for safetensors: bytes per shard if `to` is an index (*.index.json)
  WriteOptions options;
};

struct ConvertReport {
  std::size_t tensors = 0;
  std::uint64_t bytes = 0;
  std::vector<std::string> left_out;    // not in the key files, or not tensors
  std::vector<std::string> unloadable;  // of types that MindSpore 2.10 does not load
  bool operator==(const ConvertReport&) const = default;
};

// `from` may also be a torch archive. Errors: not_found, io, content; also if `from` lacks names of the key
// files.
Result<ConvertReport> safetensors_to_mindspore(const ConvertRequest& request);

Result<ConvertReport> mindspore_to_safetensors(const ConvertRequest& request);

}  // namespace mintport::weights
