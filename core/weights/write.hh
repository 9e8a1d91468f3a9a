// Writing in the format that a path asks for.
#pragma once

#include <filesystem>
#include <vector>

#include "core/weights/checkpoint.hh"

namespace mintport::weights {

// What a file of this name holds: safetensors for .safetensors, torch for .bin, .pt and .pth; for .ckpt,
// which both use, torch when `like` is torch, else MindSpore. Other names: as `like`.
Format format_of(const std::filesystem::path& path, Format like);

// The tensors of `base`, each replaced where `change` gives something else under the same name, type and
// shape. In the base's own format all else stays as it is (order, header, checksum); in another, names follow
// the rules.
Result<void> write_like(const Checkpoint& base, std::vector<Output> outputs,
                        const std::filesystem::path& path, const WriteOptions& options);

}  // namespace mintport::weights
