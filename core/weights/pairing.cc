#include "core/weights/pairing.hh"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "core/weights/tables.hh"

namespace mintport::weights {

using Json = nlohmann::json;

const Layers& layers() {
  static const Layers all = [] {
    const Json json = Json::parse(layers_json());
    Layers out;
    for (const Json& layer : json.at("layers")) {
      for (const Json& name : layer.at("names")) {
        out.parameters.emplace(name, layer.at("parameters").get<std::vector<std::string>>());
      }
    }
    out.without = json.at("without").get<std::map<std::string, std::vector<std::string>>>();
    out.lists = json.at("lists").get<std::set<std::string>>();
    return out;
  }();
  return all;
}

std::string torch_name_of(const std::string& name) {
  static const std::unordered_map<std::string, std::string> renamed = [] {
    const Json table = Json::parse(names_json());
    std::unordered_map<std::string, std::string> out;
    for (const Json& layer : table.at("layers")) {
      for (const auto& [torch, mindspore] : layer.at("rename").items())
        out.emplace(mindspore.get<std::string>(), torch);
    }
    return out;
  }();
  const std::size_t dot = name.rfind('.');
  const auto found = dot == std::string::npos ? renamed.end() : renamed.find(name.substr(dot + 1));
  return found == renamed.end() ? name : name.substr(0, dot + 1) + found->second;
}

std::vector<NamePair> pair_names(const std::vector<std::string>& torch,
                                 const std::vector<std::string>& mindspore) {
  std::unordered_map<std::string, std::size_t> by_name;
  for (std::size_t i = 0; i < mindspore.size(); ++i) by_name.emplace(torch_name_of(mindspore[i]), i);
  std::vector<NamePair> pairs;
  std::vector<bool> used(mindspore.size());
  for (std::size_t i = 0; i < torch.size(); ++i) {
    const auto found = by_name.find(torch[i]);
    if (found == by_name.end() || used[found->second]) {
      pairs.push_back({.torch = i});
      continue;
    }
    used[found->second] = true;
    pairs.push_back({.torch = i, .mindspore = found->second});
  }
  for (std::size_t i = 0; i < mindspore.size(); ++i) {
    if (!used[i]) pairs.push_back({.mindspore = i});
  }
  std::stable_partition(pairs.begin(), pairs.end(), [](const NamePair& pair) { return !pair.paired(); });
  return pairs;
}

}  // namespace mintport::weights
