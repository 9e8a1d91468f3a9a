#include "core/weights/lora.hh"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "core/weights/tables.hh"
#include "core/weights/write.hh"

namespace mintport::weights {
namespace {

using Json = nlohmann::json;

const Json& lora_table() {
  static const Json json = Json::parse(lora_json());
  return json;
}

// The tensors of a LoRA for one layer.
struct LoraLayer {
  const Tensor *down = nullptr, *up = nullptr, *alpha = nullptr;
  std::vector<std::string> names;  // names in the LoRA
};

struct Named {
  std::string stem;
  const Tensor* LoraLayer::*role = nullptr;  // null: not a name of a LoRA
};

// "weight", or the "weight" of one adapter: "default.weight".
bool is_weight(std::string_view tail) {
  return tail == "weight" || (tail.ends_with(".weight") && tail.find('.') == tail.size() - 7);
}

Named parse_name(std::string_view name) {
  for (const Json& entry : lora_table()["markers"]) {
    const auto marker = entry["marker"].get<std::string>();
    const std::size_t at = name.rfind(marker);
    if (at == std::string_view::npos || !is_weight(name.substr(at + marker.size()))) continue;
    std::string stem(name.substr(0, at));
    const auto drop = lora_table()["drop"].get<std::string>() + ".";
    if (const std::size_t found = stem.rfind(drop); found != std::string::npos)
      stem.erase(found, drop.size() - 1);
    return {.stem = std::move(stem), .role = entry["role"] == "down" ? &LoraLayer::down : &LoraLayer::up};
  }
  const auto alpha = lora_table()["alpha"].get<std::string>();
  if (name.ends_with(alpha)) {
    return {.stem = std::string(name.substr(0, name.size() - alpha.size())), .role = &LoraLayer::alpha};
  }
  return {};
}

std::string flat(std::string name) {
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

// Finds the weight that a layer of a LoRA modifies.
class Base {
 public:
  explicit Base(const Checkpoint& base) {
    for (std::size_t i = 0; i < base.tensors.size(); ++i) {
      by_name_.emplace(base.tensors[i].name, i);
      const auto [found, is_new] = by_flat_name_.emplace(flat(base.tensors[i].name), i);
      if (!is_new) found->second = kAmbiguous;
    }
  }

  std::optional<std::size_t> find(const std::string& stem) const {
    const bool is_flat = stem.find('.') == std::string::npos;  // kohya's form
    for (const Json& component : lora_table()["components"]) {
      for (const Json& entry : component["lora"]) {
        const auto prefix = entry.get<std::string>();
        if (!stem.starts_with(prefix)) continue;
        for (const Json& base : component["base"]) {
          const auto found = weight_of(base.get<std::string>() + stem.substr(prefix.size()), is_flat);
          if (found) return found;
        }
      }
    }
    return std::nullopt;
  }

 private:
  static constexpr std::size_t kAmbiguous = ~std::size_t{0};

  std::optional<std::size_t> weight_of(const std::string& stem, bool is_flat) const {
    const auto& names = is_flat ? by_flat_name_ : by_name_;
    for (const Json& suffix : lora_table()["weights"]) {
      const std::string name = stem + suffix.get<std::string>();
      const auto found = names.find(is_flat ? flat(name) : name);
      if (found != names.end() && found->second != kAmbiguous) return found->second;
    }
    return std::nullopt;
  }

  std::unordered_map<std::string, std::size_t> by_name_, by_flat_name_;
};

Error lora_error(const std::filesystem::path& file, std::string what, std::string hint = "") {
  return {
      .kind = ErrorKind::content, .file = file.string(), .what = std::move(what), .hint = std::move(hint)};
}

// Maps weight indexes to LoRA layers. Names without a weight are errors that list them.
Result<std::map<std::size_t, LoraLayer>> layers_of(const Checkpoint& lora, const Checkpoint& base) {
  std::map<std::string, LoraLayer> layers;
  std::vector<std::string> strange = lora.left_out;
  for (const Tensor& tensor : lora.tensors) {
    const Named named = parse_name(tensor.name);
    if (named.role == nullptr) {
      strange.push_back(tensor.name);
      continue;
    }
    LoraLayer& layer = layers[named.stem];
    if (layer.*named.role != nullptr) strange.push_back(tensor.name);
    layer.*named.role = &tensor;
    layer.names.push_back(tensor.name);
  }
  const Base weights(base);
  std::map<std::size_t, LoraLayer> paired;
  for (auto& [stem, layer] : layers) {
    const auto place = weights.find(stem);
    const bool whole = layer.down != nullptr && layer.up != nullptr;
    if (!place || !whole || paired.contains(*place)) {
      strange.insert(strange.end(), layer.names.begin(), layer.names.end());
      continue;
    }
    paired.emplace(*place, std::move(layer));
  }
  if (!strange.empty()) {
    return fail(lora_error(lora.path,
                           fmt::format("{} names have no counterpart in {}:\n  {}", strange.size(), base.path,
                                       fmt::join(strange, "\n  ")),
                           "\ngive the weights that this LoRA was trained on"));
  }
  if (paired.empty()) return fail(lora_error(lora.path, "contains no LoRA"));
  return paired;
}

std::int64_t product(const Shape& shape, std::size_t from) {
  std::int64_t out = 1;
  for (std::size_t d = from; d < shape.size(); ++d) out *= shape[d];
  return out;
}

// B is (out, rank), A is (rank, in...). For convolutions, B is 1x1.
bool fits(const Tensor& weight, const LoraLayer& layer) {
  const Shape &down = layer.down->shape, &up = layer.up->shape;
  return is_float(weight.dtype) && is_float(layer.down->dtype) && is_float(layer.up->dtype) &&
         down.size() >= 2 && up.size() >= 2 && weight.shape.size() >= 2 && up[1] == down[0] &&
         up[0] == weight.shape[0] && product(up, 2) == 1 && product(down, 1) == product(weight.shape, 1) &&
         down[0] > 0;
}

// The scale in an adapter's configuration: diffusers stores it in the metadata, PEFT in a file next to it.
Result<std::optional<double>> configured_scale(const Checkpoint& lora, const std::string& stem) {
  Json config;
  std::string prefix;
  for (const auto& [key, value] : lora.metadata) {
    if (key != "lora_adapter_metadata") continue;
    config = Json::parse(value, nullptr, false);
    prefix = stem.substr(0, stem.find('.') + 1);
  }
  const auto beside = std::filesystem::path(lora.path).parent_path() / "adapter_config.json";
  if (config.is_null() && std::filesystem::path(lora.path).filename() == "adapter_model.safetensors") {
    if (const auto file = InputFile::open(beside); file && (*file)->size() < (1U << 20)) {
      std::string text((*file)->size(), '\0');
      if (const auto read = (*file)->read(0, std::as_writable_bytes(std::span(text))); !read)
        return fail(read.error());
      config = Json::parse(text, nullptr, false);
    }
  }
  const auto number = [&](const char* key) {
    return config.is_object() && config.contains(prefix + key) && config[prefix + key].is_number()
               ? config[prefix + key].get<double>()
               : 0.0;
  };
  const double alpha = number("lora_alpha"), rank = number("r");
  if (alpha == 0 || rank <= 0) return std::nullopt;
  for (const char* special : {"rank_pattern", "alpha_pattern"}) {
    if (config.contains(prefix + special) && !config[prefix + special].empty()) {
      return fail(lora_error(lora.path, fmt::format("the configuration has a {}", special), "give --scale"));
    }
  }
  return alpha / rank;
}

Result<float> scale_of(const Checkpoint& lora, const LoraLayer& layer, const std::optional<double>& asked) {
  if (asked) return static_cast<float>(*asked);
  if (layer.alpha != nullptr) {
    const auto alpha = read_floats(*layer.alpha);
    if (!alpha) return fail(alpha.error());
    if (alpha->size() != 1)
      return fail(lora_error(lora.path, fmt::format("'{}' is not a single number", layer.alpha->name)));
    return alpha->front() / static_cast<float>(layer.down->shape[0]);
  }
  const auto configured = configured_scale(lora, layer.names.front());
  if (!configured) return fail(configured.error());
  return static_cast<float>(configured->value_or(1.0));
}

// Adds rows of B.A.scale to `numbers`, the elements of the weight from `first` on.
void add_product(const std::vector<float>& down, const std::vector<float>& up, std::size_t rank, float scale,
                 std::uint64_t first, std::span<float> numbers) {
  const std::size_t width = down.size() / rank;
  std::vector<float> sums;
  for (std::size_t done = 0; done < numbers.size();) {
    const std::size_t row = (first + done) / width, column = (first + done) % width;
    const std::size_t count = std::min(width - column, numbers.size() - done);
    sums.assign(count, 0.0F);
    for (std::size_t k = 0; k < rank; ++k) {
      const float factor = up[row * rank + k];
      const float* line = down.data() + k * width + column;
      for (std::size_t i = 0; i < count; ++i) sums[i] += factor * line[i];
    }
    for (std::size_t i = 0; i < count; ++i) numbers[done + i] += sums[i] * scale;
    done += count;
  }
}

Result<void> produce_merged(const Tensor& weight, const LoraLayer& layer, float scale, const Sink& sink) {
  const auto down = read_floats(*layer.down), up = read_floats(*layer.up);
  if (!down) return fail(down.error());
  if (!up) return fail(up.error());
  const auto rank = static_cast<std::size_t>(layer.down->shape[0]);
  std::uint64_t first = 0;
  std::vector<float> numbers;
  std::vector<std::byte> cast;
  return read_tensor(weight, [&](std::span<const std::byte> bytes) {
    numbers.resize(bytes.size() / size_of(weight.dtype));
    cast.resize(bytes.size());
    to_float(weight.dtype, bytes.data(), numbers);
    add_product(*down, *up, rank, scale, first, numbers);
    from_float(weight.dtype, numbers, cast.data());
    first += numbers.size();
    return sink(cast);
  });
}

}  // namespace

Result<MergeReport> merge_lora(const MergeRequest& request) {
  const auto lora = open_checkpoint(request.lora), base = open_checkpoint(request.pretrained);
  if (!lora) return fail(lora.error());
  if (!base) return fail(base.error());
  const auto layers = layers_of(*lora, *base);
  if (!layers) return fail(layers.error());
  std::vector<Output> outputs;
  for (std::size_t i = 0; i < base->tensors.size(); ++i) {
    const Tensor& weight = base->tensors[i];
    outputs.push_back(copy_of(weight, weight.name));
    const auto found = layers->find(i);
    if (found == layers->end()) continue;
    const LoraLayer& layer = found->second;
    if (!fits(weight, layer)) {
      return fail(lora_error(
          lora->path, fmt::format("'{}' {} and '{}' {} do not match '{}' {}", layer.down->name,
                                  to_string(layer.down->shape), layer.up->name, to_string(layer.up->shape),
                                  weight.name, to_string(weight.shape))));
    }
    const auto scale = scale_of(*lora, layer, request.scale);
    if (!scale) return fail(scale.error());
    outputs.back().produce = [&weight, &layer, scale = *scale](const Sink& sink) {
      return produce_merged(weight, layer, scale, sink);
    };
    outputs.back().extents.clear();
  }
  if (const auto written = write_like(*base, outputs, request.merged, request.options); !written) {
    return fail(written.error());
  }
  return MergeReport{.layers = layers->size(), .tensors = outputs.size()};
}

}  // namespace mintport::weights
