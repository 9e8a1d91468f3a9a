#include "core/weights/record.hh"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/weights/mindspore.hh"

namespace mintport::weights {
namespace {

using Json = nlohmann::json;

// Parses [tag, name] for a tensor, with its block sizes if unusual; {tag: text} for a text.
std::optional<Record> parse(const Checkpoint& safetensors, const Json& json) {
  std::unordered_map<std::string, const Tensor*> by_name;
  for (const Tensor& tensor : safetensors.tensors) by_name.emplace(tensor.name, &tensor);
  Record record;
  record.layout.has_crc = json.at("crc").get<bool>();
  for (const Json& value : json.at("values")) {
    if (value.is_object()) {
      record.layout.values.push_back(
          {.tag = value.begin().key(), .text = value.begin()->get<std::string>(), .is_text = true});
      continue;
    }
    const auto tag = value.at(0).get<std::string>(), name = value.at(1).get<std::string>();
    const auto found = by_name.find(name);
    if (found == by_name.end() || !record.tags.emplace(name, tag).second) return std::nullopt;
    const std::uint64_t bytes = found->second->bytes();
    auto blocks = value.size() > 2 ? value.at(2).get<std::vector<std::uint64_t>>() : default_blocks(bytes);
    if (std::accumulate(blocks.begin(), blocks.end(), std::uint64_t{0}) != bytes || blocks.empty())
      return std::nullopt;
    record.layout.values.push_back({.tag = tag, .blocks = std::move(blocks)});
  }
  if (record.tags.size() != by_name.size()) return std::nullopt;
  return record;
}

}  // namespace

std::string record_of(const CkptLayout& layout, const std::vector<Output>& outputs) {
  Json values = Json::array();
  auto output = outputs.begin();
  for (const CkptValue& value : layout.values) {
    if (value.is_text) {
      values.push_back({{value.tag, value.text}});
      continue;
    }
    Json entry = {value.tag, output->name};
    if (value.blocks != default_blocks(output->bytes())) entry.push_back(value.blocks);
    values.push_back(std::move(entry));
    ++output;
  }
  return Json{{"crc", layout.has_crc}, {"values", std::move(values)}}.dump();
}

std::optional<Record> read_record(const Checkpoint& safetensors) {
  const auto found = std::find_if(safetensors.metadata.begin(), safetensors.metadata.end(),
                                  [](const auto& entry) { return entry.first == kRecordKey; });
  if (found == safetensors.metadata.end()) return std::nullopt;
  try {
    return parse(safetensors, Json::parse(found->second));
  } catch (const Json::exception&) {
    return std::nullopt;  // written by another program
  }
}

}  // namespace mintport::weights
