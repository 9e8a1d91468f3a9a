// Writes a diffusers folder of SDXL as one file in the original layout or in MindOne's.
// mappings/weights/sdxl.json maps the names.
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
  // File names in the folders unet, vae, text_encoder and text_encoder_2. Missing ones default to the usual
  // .bin or .safetensors.
  std::vector<std::string> files;
  bool half = false;                          // casts floats to f16
  bool safetensors = false;                   // false: torch's archive, or MindSpore's .ckpt
  std::optional<std::filesystem::path> base;  // for MindOne: provides missing tensors, and the order
  WriteOptions options;
};

struct SdxlReport {
  std::size_t tensors = 0;
  std::vector<std::string> unknown;   // names that the table lacks: kept below their component's prefix
  std::vector<std::string> left_out;  // not in the base
  std::size_t from_base = 0;
  bool operator==(const SdxlReport&) const = default;
};

// Errors: not_found if a component is missing; content if a tensor is not as expected.
Result<SdxlReport> to_original_sdxl(const SdxlRequest& request);

// Components may be missing. Casts floats to f32, as MindOne's tool does, or to f16 with `half`.
Result<SdxlReport> to_mindone_sdxl(const SdxlRequest& request);

}  // namespace mintport::weights
