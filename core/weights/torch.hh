// Zip archives of torch.save (torch 1.6 and later): .bin, .pt, .pth and .ckpt.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "core/weights/checkpoint.hh"

namespace mintport::weights {

// The tensors of the archive's dict, or of the dict under "state_dict" in it. Nested dicts give dotted names.
Result<Checkpoint> open_torch(std::shared_ptr<const InputFile> file);

// Writes {"state_dict": {name: tensor}}, which torch.load(weights_only=True) reads.
Result<void> write_torch(const std::filesystem::path& path, const std::vector<Output>& outputs,
                         const WriteOptions& options);

}  // namespace mintport::weights
