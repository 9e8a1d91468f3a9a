#include "core/weights/write.hh"

#include <algorithm>
#include <unordered_map>

#include "core/weights/mindspore.hh"
#include "core/weights/names.hh"
#include "core/weights/safetensors.hh"
#include "core/weights/torch.hh"

namespace mintport::weights {
namespace {

// In the order of the data in a safetensors file.
std::vector<Output> by_offset(const Checkpoint& base, const std::vector<Output>& outputs) {
  std::vector<std::size_t> order(outputs.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto place = [&](std::size_t i) {
    const Extent& extent = base.tensors[i].extents.front();
    return std::pair(extent.offset, extent.offset + extent.size);
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
  std::vector<Output> sorted;
  for (const std::size_t i : order) sorted.push_back(outputs[i]);
  return sorted;
}

}  // namespace

Format format_of(const std::filesystem::path& path, Format like) {
  const std::string extension = path.extension().string();
  if (extension == ".safetensors") return Format::safetensors;
  if (extension == ".bin" || extension == ".pt" || extension == ".pth") return Format::torch;
  if (extension == ".ckpt") return like == Format::torch ? Format::torch : Format::mindspore;
  return like == Format::safetensors_shards ? Format::safetensors : like;
}

Result<void> write_like(const Checkpoint& base, std::vector<Output> outputs,
                        const std::filesystem::path& path, const WriteOptions& options) {
  const Format format = format_of(path, base.format);
  if (format == base.format) {
    if (format == Format::safetensors) {
      return write_with_header(path, base.origin->files.front().header, by_offset(base, outputs), options);
    }
    if (format == Format::torch) return write_torch(path, outputs, options);
    return write_mindspore(
        path, outputs,
        {.crc = base.layout->has_crc, .origin = base.origin, .layout = base.layout, .common = options});
  }
  const bool was_mindspore = base.format == Format::mindspore, is_mindspore = format == Format::mindspore;
  if (was_mindspore != is_mindspore) {
    const auto names =
        rename_by_rules(params_of(outputs), is_mindspore ? Framework::mindspore : Framework::torch);
    for (std::size_t i = 0; i < outputs.size(); ++i) outputs[i].name = names[i];
  }
  if (is_mindspore) return write_mindspore(path, outputs, {.common = options});
  if (format == Format::torch) return write_torch(path, outputs, options);
  return write_safetensors(path, std::move(outputs), {{"format", "pt"}}, options);
}

}  // namespace mintport::weights
