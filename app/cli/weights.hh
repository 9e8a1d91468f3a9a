// `mintport weights ...`: the commands as values; see command.hh.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/error.hh"

namespace mintport::cli {

class Program;

// `weights show FILE`
struct ShowWeights {
  std::string file;
  bool json = false;
  bool checksums = false;

  static void declare(Program& program);
  Result<int> run() const;
  friend bool operator==(const ShowWeights&, const ShowWeights&) = default;
};

// `weights convert`
struct ConvertWeights {
  bool json = false;
  bool to_mindspore = true;  // --task st_to_ms; else ms_to_st
  std::string safetensors, mindspore;
  std::string key_torch, key_mindspore;  // both or neither
  std::string dtype;                     // f32, f16, bf16; empty: keep each tensor's dtype
  bool crc = false;
  bool verify = false;
  std::uint64_t shard_size = 5'000'000'000;  // bytes; used when `safetensors` is an index

  static void declare(Program& program);
  Result<int> run() const;
  friend bool operator==(const ConvertWeights&, const ConvertWeights&) = default;
};

// `weights merge-lora`
struct MergeLora {
  bool json = false;
  std::string lora, pretrained;
  std::string merged = "./checkpoints/sd_xl_base_finetuned_ms.ckpt";
  std::optional<double> scale;  // --scale, or --alpha / --rank

  static void declare(Program& program);
  Result<int> run() const;
  friend bool operator==(const MergeLora&, const MergeLora&) = default;
};

// `weights to-original-sdxl` and `weights to-mindone-sdxl`
struct ToSdxl {
  bool json = false;
  bool to_mindone = false;
  std::string model, checkpoint;
  bool half = false;
  bool safetensors = false;
  std::string unet = "diffusion_pytorch_model.fp16.safetensors";
  std::string vae = "diffusion_pytorch_model.fp16.safetensors";
  std::string text_encoder = "model.fp16.safetensors";
  std::string text_encoder_2 = "model.fp16.safetensors";
  std::string base;  // for to-mindone-sdxl; may be empty

  static void declare(Program& program);
  Result<int> run() const;
  friend bool operator==(const ToSdxl&, const ToSdxl&) = default;
};

// `weights compare A B`
struct CompareWeights {
  bool json = false;
  std::string a, b;
  double rtol = 1e-3, atol = 1e-3;

  static void declare(Program& program);
  Result<int> run() const;
  friend bool operator==(const CompareWeights&, const CompareWeights&) = default;
};

// `weights compare-images A B`
struct CompareImages {
  bool json = false;
  std::string a, b;
  double limit = 5;
  std::string difference;  // file for the difference image; empty: none

  static void declare(Program& program);
  Result<int> run() const;
  friend bool operator==(const CompareImages&, const CompareImages&) = default;
};

}  // namespace mintport::cli
