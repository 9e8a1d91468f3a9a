#include "core/weights/sdxl.hh"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "core/base/text.hh"
#include "core/weights/mindspore.hh"
#include "core/weights/names.hh"
#include "core/weights/safetensors.hh"
#include "core/weights/tables.hh"
#include "core/weights/torch.hh"

namespace mintport::weights {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

const Json& sdxl_table() {
  static const Json json = Json::parse(sdxl_json());
  return json;
}

Error sdxl_error(const fs::path& file, std::string what) {
  return {.kind = ErrorKind::content, .file = file.string(), .what = std::move(what)};
}

// The number of dotted parts of `name` that the key matches; its "*" matches any part, stored in `stars`. 0
// if it does not match.
std::size_t matched(const std::vector<std::string_view>& name, std::string_view key,
                    std::vector<std::string>& stars) {
  const auto parts = split(key, '.');
  if (parts.size() > name.size()) return 0;
  stars.clear();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i] == "*") {
      stars.emplace_back(name[i]);
    } else if (parts[i] != name[i]) {
      return 0;
    }
  }
  return parts.size();
}

std::string with_stars(std::string_view target, const std::vector<std::string>& stars) {
  std::string out;
  std::size_t next = 0;
  for (const char c : target) {
    if (c == '*') {
      out += stars[next++];
    } else {
      out += c;
    }
  }
  return out;
}

std::string join(const std::vector<std::string_view>& parts, std::size_t from) {
  std::string out;
  for (std::size_t i = from; i < parts.size(); ++i) out += (out.empty() ? "" : ".") + std::string(parts[i]);
  return out;
}

// The destination of a parameter.
struct Place {
  std::string module;            // in the original layout
  std::string rest;              // the name below the module, still in diffusers' form
  const Json* inside = nullptr;  // the table for such modules, if there is one
  bool known = false;
};

Place place_of(const Json& component, const std::string& name) {
  const auto parts = split(name, '.');
  Place place{.module = "", .rest = name};
  std::size_t longest = 0;
  std::vector<std::string> stars;
  for (const auto& [key, target] : component["modules"].items()) {
    const std::size_t length = matched(parts, key, stars);
    if (length <= longest) continue;
    longest = length;
    place = {
        .module = with_stars(target.get<std::string>(), stars), .rest = join(parts, length), .known = true};
    const auto key_parts = split(key, '.');
    if (key_parts.size() < 2) continue;
    const std::string_view holder = key_parts[key_parts.size() - 2];
    for (const Json& inside : component["inside"]) {
      if (inside["of"].get_ref<const std::string&>() == holder) place.inside = &inside;
    }
  }
  return place;
}

std::string dotted(const std::string& module, const std::string& rest) {
  return module.empty() ? rest : rest.empty() ? module : module + "." + rest;
}

// Renames the rest of a name inside a module by the longest matching key of its table.
std::string renamed(const Json& inside, const std::string& rest) {
  std::string best = rest;
  std::size_t longest = 0;
  for (const auto& [key, target] : inside["rename"].items()) {
    if (key.size() <= longest || !rest.starts_with(key + ".")) continue;
    longest = key.size();
    best = target.get<std::string>() + rest.substr(key.size());
  }
  return best;
}

// True for a linear layer that is a 1x1 convolution in the original.
bool is_convolution(const Json& inside, const std::string& rest) {
  if (!inside.contains("convolutions")) return false;
  return std::any_of(inside["convolutions"].begin(), inside["convolutions"].end(),
                     [&](const Json& name) { return rest == name.get<std::string>() + ".weight"; });
}

// Tensors joined along their first dimension: the original's in_proj.
struct Joined {
  std::string name;
  std::vector<const Tensor*> parts;
};

Result<Output> joined_output(const Joined& joined, const fs::path& file) {
  std::vector<Tensor> tensors;
  Output output{.name = joined.name};
  for (const Tensor* part : joined.parts) {
    if (part == nullptr)
      return fail(sdxl_error(file, fmt::format("one of q, k and v of '{}' is missing", joined.name)));
    const bool fits = tensors.empty() || (part->dtype == tensors.front().dtype && !part->shape.empty() &&
                                          part->shape == tensors.front().shape);
    if (!fits || part->shape.empty())
      return fail(sdxl_error(file, fmt::format("q, k and v of '{}' differ in type or shape", joined.name)));
    tensors.push_back(*part);
  }
  output.dtype = tensors.front().dtype;
  output.shape = tensors.front().shape;
  output.shape.front() *= static_cast<std::int64_t>(tensors.size());
  output.produce = [tensors = std::move(tensors)](const Sink& sink) -> Result<void> {
    for (const Tensor& tensor : tensors) {
      if (const auto read = read_tensor(tensor, sink); !read) return read;
    }
    return {};
  };
  return output;
}

// The tensors of a component with their names in the original layout.
class Component {
 public:
  Component(const Json& table, const Checkpoint& source, SdxlReport& report)
      : table_(table), source_(source), prefix_(table["prefix"].get<std::string>()), report_(report) {}

  Result<std::vector<Output>> outputs() {
    for (const Tensor& tensor : source_.tensors) add(tensor);
    for (const Joined& joined : joined_) {
      auto output = joined_output(joined, source_.path);
      if (!output) return fail(output.error());
      outputs_.push_back(*std::move(output));
    }
    return std::move(outputs_);
  }

 private:
  void add(const Tensor& tensor) {
    const Place place = place_of(table_, tensor.name);
    std::string rest = place.rest;
    if (!place.known) report_.unknown.push_back(prefix_ + tensor.name);
    if (place.inside != nullptr) {
      if (join_part(*place.inside, place, tensor)) return;
      rest = renamed(*place.inside, rest);
    }
    outputs_.push_back(copy_of(tensor, prefix_ + dotted(place.module, rest)));
    Shape& shape = outputs_.back().shape;
    if (place.inside != nullptr && is_convolution(*place.inside, rest) && shape.size() == 2) {
      shape.insert(shape.end(), {1, 1});
    }
  }

  // True if the tensor is part of a joined one. Joined tensors come last, weights before biases, as in the
  // port's tools.
  bool join_part(const Json& inside, const Place& place, const Tensor& tensor) {
    if (!inside.contains("joined")) return false;
    for (const Json& rule : inside["joined"]) {
      const Json& parts = rule["parts"];
      const auto found = std::find(parts.begin(), parts.end(), place.rest);
      if (found == parts.end()) continue;
      const std::string name = prefix_ + dotted(place.module, rule["name"].get<std::string>());
      auto joined =
          std::find_if(joined_.begin(), joined_.end(), [&](const Joined& j) { return j.name == name; });
      if (joined == joined_.end()) {
        joined_.push_back({.name = name, .parts = std::vector<const Tensor*>(parts.size())});
        joined = std::prev(joined_.end());
      }
      joined->parts[static_cast<std::size_t>(found - parts.begin())] = &tensor;
      return true;
    }
    return false;
  }

  const Json& table_;
  const Checkpoint& source_;
  std::string prefix_;
  SdxlReport& report_;
  std::vector<Output> outputs_;
  std::vector<Joined> joined_;
};

// The component's file: the given name, or the usual ones.
std::optional<fs::path> file_of(const Json& component, const SdxlRequest& request, const std::string& name) {
  const fs::path folder = request.model / component["folder"].get<std::string>();
  const auto stem = component["fallback"].get<std::string>();
  const std::string bin = stem == "model" ? "pytorch_model.bin" : stem + ".bin";
  for (const std::string& candidate : {name, bin, stem + ".safetensors"}) {
    std::error_code failure;
    if (!candidate.empty() && fs::exists(folder / candidate, failure)) return folder / candidate;
  }
  return std::nullopt;
}

// The tensors of all components. `open` keeps their files open.
Result<std::vector<Output>> collect(const SdxlRequest& request, bool all_needed,
                                    std::vector<Checkpoint>& open, SdxlReport& report) {
  std::vector<Output> outputs;
  const Json& components = sdxl_table()["components"];
  open.reserve(components.size());
  for (std::size_t i = 0; i < components.size(); ++i) {
    const std::string name = i < request.files.size() ? request.files[i] : "";
    const auto path = file_of(components[i], request, name);
    if (!path && all_needed) {
      return fail({.kind = ErrorKind::not_found,
                   .file = (request.model / components[i]["folder"].get<std::string>() / name).string(),
                   .what = "not found, and no .bin or .safetensors beside it"});
    }
    if (!path) continue;
    auto checkpoint = open_checkpoint(*path);
    if (!checkpoint) return fail(checkpoint.error());
    open.push_back(*std::move(checkpoint));
    auto part = Component(components[i], open.back(), report).outputs();
    if (!part) return fail(part.error());
    outputs.insert(outputs.end(), std::make_move_iterator(part->begin()),
                   std::make_move_iterator(part->end()));
  }
  if (outputs.empty()) {
    return fail({.kind = ErrorKind::not_found,
                 .file = request.model.string(),
                 .what = "the folder contains no unet, vae, text_encoder or text_encoder_2"});
  }
  return outputs;
}

// Renames from the original layout to MindOne.
void rename_for_mindone(std::vector<Output>& outputs) {
  const auto names = rename_by_rules(params_of(outputs), Framework::mindspore);
  const Json& special = sdxl_table()["port"];
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    outputs[i].name =
        special.contains(outputs[i].name) ? special[outputs[i].name].get<std::string>() : names[i];
  }
}

// The base's tensors, replaced by the folder's tensors of the same names.
Result<std::vector<Output>> over_base(const Checkpoint& base, std::vector<Output> outputs,
                                      SdxlReport& report) {
  std::unordered_map<std::string, Output*> by_name;
  for (Output& output : outputs) by_name.emplace(output.name, &output);
  std::vector<Output> merged;
  for (const Tensor& tensor : base.tensors) {
    const auto found = by_name.find(tensor.name);
    if (found == by_name.end()) {
      merged.push_back(copy_of(tensor, tensor.name));
      ++report.from_base;
      continue;
    }
    if (found->second->shape != tensor.shape) {
      return fail(sdxl_error(
          base.path, fmt::format("'{}' is {} here and {} in the folder: the base belongs to another model",
                                 tensor.name, to_string(tensor.shape), to_string(found->second->shape))));
    }
    merged.push_back(std::move(*found->second));
    by_name.erase(found);
  }
  for (const auto& [name, output] : by_name) report.left_out.push_back(name);
  std::sort(report.left_out.begin(), report.left_out.end());
  return merged;
}

}  // namespace

Result<SdxlReport> to_original_sdxl(const SdxlRequest& request) {
  SdxlReport report;
  std::vector<Checkpoint> open;
  auto outputs = collect(request, true, open, report);
  if (!outputs) return fail(outputs.error());
  if (request.half) {
    for (Output& output : *outputs) output = cast_of(std::move(output), DType::f16);
  }
  report.tensors = outputs->size();
  const auto written = request.safetensors ? write_safetensors(request.checkpoint, *std::move(outputs),
                                                               {{"format", "pt"}}, request.options)
                                           : write_torch(request.checkpoint, *outputs, request.options);
  if (!written) return fail(written.error());
  return report;
}

Result<SdxlReport> to_mindone_sdxl(const SdxlRequest& request) {
  SdxlReport report;
  std::vector<Checkpoint> open;
  auto outputs = collect(request, false, open, report);
  if (!outputs) return fail(outputs.error());
  for (Output& output : *outputs) output = cast_of(std::move(output), request.half ? DType::f16 : DType::f32);
  rename_for_mindone(*outputs);
  if (request.base) {
    const auto base = open_checkpoint(*request.base);
    if (!base) return fail(base.error());
    outputs = over_base(*base, *std::move(outputs), report);
    if (!outputs) return fail(outputs.error());
  }
  report.tensors = outputs->size();
  const auto written =
      request.safetensors
          ? write_safetensors(request.checkpoint, *std::move(outputs), {{"format", "ms"}}, request.options)
          : write_mindspore(request.checkpoint, *outputs, {.common = request.options});
  if (!written) return fail(written.error());
  return report;
}

}  // namespace mintport::weights
