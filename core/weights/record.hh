// Records in a safetensors file's metadata which MindSpore checkpoint it was made from, so that converting
// back restores the same bytes.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/weights/checkpoint.hh"

namespace mintport::weights {

inline constexpr const char* kRecordKey = "mintport.ckpt";

struct Record {
  CkptLayout layout;
  std::unordered_map<std::string, std::string> tags;  // name in the safetensors file -> tag
};

// `outputs` are the tensors of `layout`, in its order, with their new names.
std::string record_of(const CkptLayout& layout, const std::vector<Output>& outputs);

// nullopt if there is no record, or if it no longer matches the tensors.
std::optional<Record> read_record(const Checkpoint& safetensors);

}  // namespace mintport::weights
