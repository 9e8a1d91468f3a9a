// What a safetensors file says of the MindSpore checkpoint that it was made of, in its metadata, so that the
// way back gives the same bytes.
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

// `outputs` are the tensors of `layout`, in its order, under their new names.
std::string record_of(const CkptLayout& layout, const std::vector<Output>& outputs);

// Nothing when there is none, or when it is not about these tensors any more.
std::optional<Record> read_record(const Checkpoint& safetensors);

}  // namespace mintport::weights
