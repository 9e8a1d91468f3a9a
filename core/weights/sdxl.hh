// A diffusers folder of SDXL as one file: of the original layout, or MindOne's. What goes where is
// mappings/weights/sdxl.json.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hh"
#include "core/weights/checkpoint.hh"

namespace mintport::weights {

struct SdxlRequest {
  std::filesystem::path model, checkpoint;
  // Names in the folders unet, vae, text_encoder and text_encoder_2; where one is missing, the usual .bin or
  // .safetensors.
  std::vector<std::string> files;
  bool half = false;                          // floats as f16
  bool safetensors = false;                   // else torch's archive, or MindSpore's .ckpt
  std::optional<std::filesystem::path> base;  // of MindOne: gives what the folder lacks, and the order
  WriteOptions options;
};

struct SdxlReport {
  std::size_t tensors = 0;
  std::vector<std::string>
      unknown;  // names that the table does not have: kept below their component's prefix
  std::vector<std::string> left_out;  // not in the base
  std::size_t from_base = 0;
  bool operator==(const SdxlReport&) const = default;
};

// Errors: not_found when a component is missing; content when a tensor is not what it should be.
Result<SdxlReport> to_original_sdxl(const SdxlRequest& request);

// A component may be missing. Floats become f32, as MindOne's tool has it, or f16 with `half`.
Result<SdxlReport> to_mindone_sdxl(const SdxlRequest& request);

}  // namespace mintport::weights
