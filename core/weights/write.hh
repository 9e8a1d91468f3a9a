// Writes a checkpoint in the format that the path implies.
#pragma once

#include <filesystem>
#include <vector>

#include "core/weights/checkpoint.hh"

namespace mintport::weights {

// The format of a file name: safetensors for .safetensors, torch for .bin, .pt and .pth. .ckpt is torch if
// `like` is torch, else MindSpore. For other names: `like`.
Format format_of(const std::filesystem::path& path, Format like);

// Writes the tensors of `base`, replaced by `outputs` of the same name, type and shape. In the base's own
// format everything else stays (order, header, checksum); in another one, names follow the rules.
Result<void> write_like(const Checkpoint& base, std::vector<Output> outputs,
                        const std::filesystem::path& path, const WriteOptions& options);

}  // namespace mintport::weights
