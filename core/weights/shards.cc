// safetensors in several files, with an index that maps each tensor to its file.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/weights/safetensors.hh"

namespace mintport::weights {
namespace {

namespace fs = std::filesystem;
using OrderedJson = nlohmann::ordered_json;

constexpr std::uint64_t kMaxIndex = std::uint64_t{256} << 20;
constexpr std::string_view kIndexEnd = ".safetensors.index.json";

Error broken_index(const fs::path& file, std::string what) {
  return {.kind = ErrorKind::content, .file = file.string(), .what = std::move(what)};
}

Result<std::string> read_index(const fs::path& path) {
  const auto file = InputFile::open(path);
  if (!file) return fail(file.error());
  if ((*file)->size() > kMaxIndex) return fail(broken_index(path, "the index is too large"));
  std::string text((*file)->size(), '\0');
  if (const auto read = (*file)->read(0, std::as_writable_bytes(std::span(text))); !read)
    return fail(read.error());
  return text;
}

// Maps tensor names to shards. A shard must be in the index's folder: its name must not lead elsewhere.
Result<std::map<std::string, std::string>> weight_map(const fs::path& path, const std::string& text) {
  const OrderedJson json = OrderedJson::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("weight_map") || !json["weight_map"].is_object()) {
    return fail(broken_index(path, "is not an index: weight_map is missing"));
  }
  std::map<std::string, std::string> map;
  for (const auto& [name, shard] : json["weight_map"].items()) {
    if (!shard.is_string())
      return fail(broken_index(path, fmt::format("the shard of '{}' is not a file name", name)));
    const auto file = shard.get<std::string>();
    if (file.empty() || file.find('/') != std::string::npos || file == "." || file == "..") {
      return fail(broken_index(path, fmt::format("the shard '{}' is not in the folder of the index", file)));
    }
    map.emplace(name, file);
  }
  return map;
}

// Adds the tensors of a shard; the index must list them there.
Result<void> add_shard(const fs::path& index, const std::string& name,
                       const std::map<std::string, std::string>& map, Checkpoint& all) {
  auto file = InputFile::open(index.parent_path() / name);
  if (!file) {
    Error error = file.error();
    if (error.kind == ErrorKind::not_found) error.what = fmt::format("shard of {} not found", index.string());
    return fail(error);
  }
  auto shard = open_safetensors(*std::move(file));
  if (!shard) return fail(shard.error());
  for (Tensor& tensor : shard->tensors) {
    const auto expected = map.find(tensor.name);
    if (expected == map.end() || expected->second != name) {
      const bool twice = all.find(tensor.name) != nullptr;
      return fail(broken_index(
          index.parent_path() / name,
          fmt::format("duplicate name or not in the index: '{}'{}", tensor.name, twice ? " (twice)" : "")));
    }
    all.tensors.push_back(std::move(tensor));
  }
  shard->origin->files.front().name = name;
  all.origin->files.push_back(std::move(shard->origin->files.front()));
  if (all.metadata.empty()) all.metadata = std::move(shard->metadata);
  return {};
}

// Maps "dir/model.safetensors.index.json" to "model".
std::string stem_of(const fs::path& index) {
  std::string name = index.filename().string();
  if (name.ends_with(kIndexEnd)) name.resize(name.size() - kIndexEnd.size());
  return name;
}

Result<void> write_index(const fs::path& path, const std::string& text) {
  auto file = OutputFile::create(path, text.size());
  if (!file) return fail(file.error());
  if (const auto written = (*file)->write(text); !written) return written;
  return (*file)->commit();
}

// Assigns outputs to shards.
std::vector<std::vector<Output>> split(std::vector<Output> outputs, std::uint64_t shard_size) {
  std::vector<std::vector<Output>> shards;
  std::uint64_t filled = 0;
  for (Output& output : outputs) {
    if (shards.empty() || (filled > 0 && filled + output.bytes() > shard_size)) {
      shards.emplace_back();
      filled = 0;
    }
    filled += output.bytes();
    shards.back().push_back(std::move(output));
  }
  return shards;
}

}  // namespace

Result<Checkpoint> open_shards(const fs::path& index) {
  auto text = read_index(index);
  if (!text) return fail(text.error());
  const auto map = weight_map(index, *text);
  if (!map) return fail(map.error());
  Checkpoint all{.format = Format::safetensors_shards, .path = index.string(), .origin = Origin{}};
  std::set<std::string> shards;
  for (const auto& [name, shard] : *map) shards.insert(shard);
  for (const std::string& shard : shards) {
    if (const auto added = add_shard(index, shard, *map, all); !added) return fail(added.error());
  }
  if (all.tensors.size() != map->size()) {
    std::set<std::string> there;
    for (const Tensor& tensor : all.tensors) there.insert(tensor.name);
    const auto missing =
        std::find_if(map->begin(), map->end(), [&](const auto& e) { return !there.contains(e.first); });
    return fail(broken_index(
        index.parent_path() / missing->second,
        fmt::format("the index lists '{}', but this shard does not contain it", missing->first)));
  }
  all.origin->index = *std::move(text);
  return all;
}

Result<void> write_shards(const fs::path& index, std::vector<Output> outputs, const Metadata& metadata,
                          std::uint64_t shard_size, const WriteOptions& options) {
  align(outputs);
  const auto shards = split(std::move(outputs), shard_size);
  OrderedJson map = OrderedJson::object();
  std::uint64_t total = 0;
  std::map<std::string, std::string> sorted;
  for (std::size_t i = 0; i < shards.size(); ++i) {
    const std::string name =
        fmt::format("{}-{:05}-of-{:05}.safetensors", stem_of(index), i + 1, shards.size());
    for (const Output& output : shards[i]) {
      sorted.emplace(output.name, name);
      total += output.bytes();
    }
    const std::string header = make_header(shards[i], metadata);
    if (const auto written = write_with_header(index.parent_path() / name, header, shards[i], options);
        !written) {
      return written;
    }
  }
  for (const auto& [name, shard] : sorted) map[name] = shard;
  const OrderedJson json = {{"metadata", {{"total_size", total}}}, {"weight_map", map}};
  return write_index(index, json.dump(2) + "\n");
}

Result<void> write_shards_again(const fs::path& index, const Origin& origin,
                                const std::vector<Output>& outputs, const WriteOptions& options) {
  auto next = outputs.begin();
  for (const SafetensorsFile& file : origin.files) {
    const auto end = next + static_cast<std::ptrdiff_t>(file.names.size());
    const std::vector<Output> part(next, end);
    if (const auto written = write_with_header(index.parent_path() / file.name, file.header, part, options);
        !written) {
      return written;
    }
    next = end;
  }
  return write_index(index, origin.index);
}

}  // namespace mintport::weights
