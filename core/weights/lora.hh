// Merges low-rank adapters into the weights that they modify: W + B.A.scale for each layer, paired by name.
#pragma once

#include <filesystem>
#include <optional>

#include "core/base/error.hh"
#include "core/weights/checkpoint.hh"

namespace mintport::weights {

struct MergeRequest {
  std::filesystem::path lora, pretrained, merged;
  std::optional<double> scale;  // for every layer; default: alpha / rank if the LoRA has alpha, else 1
  WriteOptions options;
};

struct MergeReport {
  std::size_t layers = 0;   // changed layers
  std::size_t tensors = 0;  // tensors in the result
  bool operator==(const MergeReport&) const = default;
};

// Accepts names of diffusers, PEFT, kohya and MindSpore (mappings/weights/lora.json). Computes in f32 and
// casts back. Errors of kind content: LoRA names without a weight, incomplete pairs, shapes that do not fit.
// Each error lists the names, and nothing is written.
Result<MergeReport> merge_lora(const MergeRequest& request);

}  // namespace mintport::weights
