#include "core/weights/convert.hh"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

#include "core/weights/mindspore.hh"
#include "core/weights/record.hh"
#include "core/weights/safetensors.hh"

namespace mintport::weights {
namespace {

const Metadata kPlainMetadata{{"format", "pt"}};  // HF's loaders require it

bool is_index(const std::filesystem::path& path) {
  return path.string().ends_with(".index.json");
}

Error conversion_error(const std::string& file, std::string what, std::string hint = "") {
  return {.kind = ErrorKind::content, .file = file, .what = std::move(what), .hint = std::move(hint)};
}

// The first few of many names.
std::string some(const std::vector<std::string>& names) {
  const std::size_t count = std::min<std::size_t>(names.size(), 20);
  const std::string shown =
      fmt::format("{}", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(count), ", "));
  return count == names.size() ? shown : fmt::format("{} and {} more", shown, names.size() - count);
}

// The tensors to write: those of `source` under the names of the other framework.
struct Plan {
  std::vector<Output> outputs;
  std::vector<const Tensor*> sources;  // of each output
  std::vector<std::string> left_out;
};

Output output_of(const Tensor& tensor, std::string name, const std::optional<DType>& cast) {
  Output output = copy_of(tensor, std::move(name));
  return cast ? cast_of(std::move(output), *cast) : output;
}

Plan plan_by_rules(const Checkpoint& source, Framework to, const std::optional<DType>& cast) {
  Plan plan{.outputs = {}, .sources = {}, .left_out = source.left_out};
  std::vector<std::string> names = rename_by_rules(params_of(source.tensors), to);
  for (std::size_t i = 0; i < names.size(); ++i) {
    plan.outputs.push_back(output_of(source.tensors[i], std::move(names[i]), cast));
    plan.sources.push_back(&source.tensors[i]);
  }
  return plan;
}

// In the order of the key files, as the port's tools do.
Result<Plan> plan_by_keys(const Checkpoint& source, const KeyFiles& keys, Framework to,
                          const std::optional<DType>& cast) {
  const auto& from_names = to == Framework::mindspore ? keys.torch : keys.mindspore;
  const auto& to_names = to == Framework::mindspore ? keys.mindspore : keys.torch;
  std::unordered_map<std::string_view, const Tensor*> by_name;
  for (const Tensor& tensor : source.tensors) by_name.emplace(tensor.name, &tensor);
  Plan plan{.outputs = {}, .sources = {}, .left_out = source.left_out};
  std::vector<std::string> missing;
  for (std::size_t i = 0; i < from_names.size(); ++i) {
    const auto found = by_name.find(from_names[i]);
    if (found == by_name.end()) {
      missing.push_back(from_names[i]);
      continue;
    }
    plan.outputs.push_back(output_of(*found->second, to_names[i], cast));
    plan.sources.push_back(found->second);
  }
  if (!missing.empty()) {
    return fail(conversion_error(
        source.path,
        fmt::format("{} names of the key files are not in the checkpoint: {}", missing.size(), some(missing)),
        "give the key files of this model"));
  }
  const std::unordered_set<std::string> used(from_names.begin(), from_names.end());
  for (const Tensor& tensor : source.tensors) {
    if (!used.contains(tensor.name)) plan.left_out.push_back(tensor.name);
  }
  return plan;
}

Result<Plan> plan_of(const Checkpoint& source, const ConvertRequest& request, Framework to) {
  if (request.keys) return plan_by_keys(source, *request.keys, to, request.cast);
  return plan_by_rules(source, to, request.cast);
}

ConvertReport report_of(const Plan& plan) {
  ConvertReport report{
      .tensors = plan.outputs.size(), .bytes = 0, .left_out = plan.left_out, .unloadable = {}};
  for (const Output& output : plan.outputs) report.bytes += output.bytes();
  return report;
}

void rename_all(std::vector<Output>& outputs, Framework to) {
  const std::vector<std::string> names = rename_by_rules(params_of(outputs), to);
  for (std::size_t i = 0; i < outputs.size(); ++i) outputs[i].name = names[i];
}

// True if the default conversion of these outputs (MindSpore names) back to torch gives exactly this file.
bool comes_back(const Checkpoint& source, std::vector<Output> outputs) {
  if (source.format != Format::safetensors) return false;
  rename_all(outputs, Framework::torch);
  align(outputs);
  const SafetensorsFile& file = source.origin->files.front();
  return std::equal(outputs.begin(), outputs.end(), file.names.begin(), file.names.end(),
                    [](const Output& output, const std::string& name) { return output.name == name; }) &&
         make_header(outputs, kPlainMetadata) == file.header;
}

// The same for a MindSpore file from outputs (torch names), which will be in the order that align() gives.
bool comes_back(const CkptLayout& layout, std::vector<Output> outputs) {
  align(outputs);
  rename_all(outputs, Framework::mindspore);
  CkptLayout plain;
  for (const Output& output : outputs) {
    plain.values.push_back({.tag = output.name, .blocks = default_blocks(output.bytes())});
  }
  return plain == layout;
}

// `origin` with the new name of each of its tensors.
Origin with_tags(Origin origin, const Plan& plan) {
  std::unordered_map<std::string_view, std::string> tags;
  for (std::size_t i = 0; i < plan.outputs.size(); ++i)
    tags.emplace(plan.sources[i]->name, plan.outputs[i].name);
  for (SafetensorsFile& file : origin.files) {
    for (std::string& name : file.names) name = tags.at(name);
  }
  return origin;
}

// The outputs of the files that `checkpoint` was made from, in the order of their bytes; nullopt if the
// checkpoint has changed since.
std::optional<std::vector<Output>> outputs_of_origin(const Checkpoint& checkpoint) {
  std::unordered_map<std::string_view, const Tensor*> by_name;
  for (const Tensor& tensor : checkpoint.tensors) by_name.emplace(tensor.name, &tensor);
  std::vector<Output> outputs;
  for (const SafetensorsFile& file : checkpoint.origin->files) {
    std::uint64_t size = 0;
    for (const std::string& tag : file.names) {
      const auto found = by_name.find(tag);
      if (found == by_name.end()) return std::nullopt;
      size += found->second->bytes();
    }
    const auto header = parse_header(file.header, size);
    if (!header || header->entries.size() != file.names.size()) return std::nullopt;
    std::vector<std::size_t> order(header->entries.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const HeaderEntry &x = header->entries[a], &y = header->entries[b];
      return std::pair(x.begin, x.end) < std::pair(y.begin, y.end);
    });
    for (const std::size_t i : order) {
      const auto found = by_name.find(file.names[i]);
      if (found == by_name.end()) return std::nullopt;  // duplicate name
      const HeaderEntry& entry = header->entries[i];
      if (entry.dtype != found->second->dtype || entry.shape != found->second->shape) return std::nullopt;
      outputs.push_back(copy_of(*found->second, entry.name));
      by_name.erase(found);
    }
  }
  if (!by_name.empty()) return std::nullopt;
  return outputs;
}

Error not_mindspore(const std::string& file) {
  return conversion_error(file, "is not a MindSpore checkpoint", "give one to --weight_ms");
}

// The outputs of the original file, if the request is a plain conversion back to it.
std::optional<std::vector<Output>> as_it_was(const Checkpoint& source, const ConvertRequest& request) {
  if (!source.origin || request.keys || request.cast) return std::nullopt;
  if (is_index(request.to) == source.origin->index.empty()) return std::nullopt;
  return outputs_of_origin(source);
}

Result<void> write_as_it_was(const Origin& origin, const std::vector<Output>& outputs,
                             const ConvertRequest& request) {
  if (is_index(request.to)) return write_shards_again(request.to, origin, outputs, request.options);
  return write_with_header(request.to, origin.files.front().header, outputs, request.options);
}

Result<void> write_plain(const Checkpoint& source, const Plan& plan, const ConvertRequest& request) {
  Metadata metadata = kPlainMetadata;
  const bool whole = plan.left_out.empty() && !request.cast && !source.origin && source.layout->canonical;
  if (whole && !comes_back(*source.layout, plan.outputs)) {
    metadata.emplace_back(kRecordKey, record_of(*source.layout, plan.outputs));
  }
  if (is_index(request.to)) {
    return write_shards(request.to, plan.outputs, metadata, request.shard_size, request.options);
  }
  return write_safetensors(request.to, plan.outputs, metadata, request.options);
}

}  // namespace

Result<ConvertReport> safetensors_to_mindspore(const ConvertRequest& request) {
  const auto source = open_checkpoint(request.from);
  if (!source) return fail(source.error());
  if (source->format == Format::mindspore) {
    return fail(conversion_error(source->path, "is already a MindSpore checkpoint",
                                 "give the other one to --weight_safetensors"));
  }
  auto plan = plan_of(*source, request, Framework::mindspore);
  if (!plan) return fail(plan.error());
  CkptWriteOptions write{.crc = request.crc, .origin = {}, .layout = {}, .common = request.options};
  const bool whole = !request.cast && plan->left_out.empty() && source->origin;
  const auto record = whole && !request.keys ? read_record(*source) : std::nullopt;
  if (record) {
    for (std::size_t i = 0; i < plan->outputs.size(); ++i)
      plan->outputs[i].name = record->tags.at(plan->sources[i]->name);
    write.layout = record->layout;
    write.crc = record->layout.has_crc || request.crc;
  } else if (whole && !comes_back(*source, plan->outputs)) {
    write.origin = with_tags(*source->origin, *plan);
  }
  if (const auto written = write_mindspore(request.to, plan->outputs, write); !written)
    return fail(written.error());
  ConvertReport report = report_of(*plan);
  for (const Output& output : plan->outputs) {
    if (!mindspore_loads(output.dtype)) report.unloadable.push_back(output.name);
  }
  return report;
}

Result<ConvertReport> mindspore_to_safetensors(const ConvertRequest& request) {
  const auto source = open_checkpoint(request.from);
  if (!source) return fail(source.error());
  if (source->format != Format::mindspore) return fail(not_mindspore(source->path));
  if (const auto outputs = as_it_was(*source, request)) {
    if (const auto written = write_as_it_was(*source->origin, *outputs, request); !written)
      return fail(written.error());
    return report_of({.outputs = *outputs, .sources = {}, .left_out = {}});
  }
  const auto plan = plan_of(*source, request, Framework::torch);
  if (!plan) return fail(plan.error());
  if (const auto written = write_plain(*source, *plan, request); !written) return fail(written.error());
  return report_of(*plan);
}

}  // namespace mintport::weights
