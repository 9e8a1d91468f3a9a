// Low-rank adapters merged into the weights that they were trained on: W + B.A.scale, layer by layer, paired
// by name.
#pragma once

#include <filesystem>
#include <optional>

#include "core/base/error.hh"
#include "core/weights/checkpoint.hh"

namespace mintport::weights {

struct MergeRequest {
  std::filesystem::path lora, pretrained, merged;
  std::optional<double> scale;  // of every layer; default: alpha / rank where the LoRA tells alpha, else 1
  WriteOptions options;
};

struct MergeReport {
  std::size_t layers = 0;   // that were changed
  std::size_t tensors = 0;  // of the result
  bool operator==(const MergeReport&) const = default;
};

// Names of diffusers, PEFT, kohya and MindSpore (mappings/weights/lora.json). Sums are made in f32 and cast
// back. Errors of kind content: names of the LoRA that lead to no weight, pairs that are not whole, shapes
// that do not fit; each lists the names, and nothing is written.
Result<MergeReport> merge_lora(const MergeRequest& request);

}  // namespace mintport::weights
