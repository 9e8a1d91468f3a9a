#include "core/weights/names.hh"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <unordered_set>

#include "core/base/text.hh"
#include "core/weights/tables.hh"

namespace mintport::weights {
namespace {

using Json = nlohmann::json;

// A layer of the table: the conditions on its module, and the new names of its parameters.
struct LayerRule {
  std::vector<std::string> modules;         // patterns; none: any
  std::map<std::string, std::size_t> with;  // parameter -> dimensions
  std::vector<std::string> without;
  std::map<std::string, std::string> rename;
};

struct Rules {
  std::vector<LayerRule> layers;
  std::vector<std::string> torch_prefixes, mindspore_prefixes;
};

LayerRule layer_of(const Json& json) {
  return {.modules = json.value("modules", std::vector<std::string>()),
          .with = json.at("with").get<std::map<std::string, std::size_t>>(),
          .without = json.value("without", std::vector<std::string>()),
          .rename = json.at("rename").get<std::map<std::string, std::string>>()};
}

// The same layer from MindSpore's side, whose names identify it: module patterns do not apply.
LayerRule reversed(const LayerRule& layer) {
  LayerRule out;
  const auto there = [&](const std::string& name) {
    const auto found = layer.rename.find(name);
    return found == layer.rename.end() ? name : found->second;
  };
  for (const auto& [name, dimensions] : layer.with) out.with.emplace(there(name), dimensions);
  for (const auto& [from, to] : layer.rename) out.rename.emplace(to, from);
  return out;
}

const Rules& rules(Framework to) {
  static const Rules forward = [] {
    const Json json = Json::parse(names_json());
    Rules out;
    for (const Json& layer : json.at("layers")) out.layers.push_back(layer_of(layer));
    for (const Json& prefix : json.at("prefixes")) {
      if (prefix.contains("torch")) out.torch_prefixes.push_back(prefix["torch"]);
      if (prefix.contains("mindspore")) out.mindspore_prefixes.push_back(prefix["mindspore"]);
    }
    return out;
  }();
  static const Rules backward = [] {
    Rules out = forward;
    std::transform(out.layers.begin(), out.layers.end(), out.layers.begin(), reversed);
    return out;
  }();
  return to == Framework::mindspore ? forward : backward;
}

struct Module {
  std::map<std::string_view, std::size_t> params;  // last part of the name -> dimensions
};

std::pair<std::string_view, std::string_view> split_name(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return {"", name};
  return {name.substr(0, dot), name.substr(dot + 1)};
}

bool matches(const LayerRule& layer, const std::string& path, const Module& module) {
  const auto has = [&](const auto& param) {
    const auto found = module.params.find(param.first);
    return found != module.params.end() && found->second == param.second;
  };
  if (!std::all_of(layer.with.begin(), layer.with.end(), has)) return false;
  if (std::any_of(layer.without.begin(), layer.without.end(),
                  [&](const std::string& name) { return module.params.contains(name); })) {
    return false;
  }
  return layer.modules.empty() ||
         std::any_of(layer.modules.begin(), layer.modules.end(), [&](const std::string& pattern) {
           return ::fnmatch(pattern.c_str(), path.c_str(), 0) == 0;
         });
}

// The prefix from `prefixes` that all names share, if any.
std::string_view common_prefix(const std::vector<Param>& params, const std::vector<std::string>& prefixes) {
  for (const std::string& prefix : prefixes) {
    if (!params.empty() && std::all_of(params.begin(), params.end(),
                                       [&](const Param& p) { return p.name.starts_with(prefix); })) {
      return prefix;
    }
  }
  return "";
}

template <class Items>
std::vector<Param> params(const Items& items) {
  std::vector<Param> out;
  for (const auto& item : items) out.push_back({.name = item.name, .dimensions = item.shape.size()});
  return out;
}

Result<std::vector<std::string>> read_keys(const std::filesystem::path& path) {
  const auto file = InputFile::open(path);
  if (!file) return fail(file.error());
  std::string text((*file)->size(), '\0');
  if (const auto read = (*file)->read(0, std::as_writable_bytes(std::span(text))); !read)
    return fail(read.error());
  std::vector<std::string> names;
  std::unordered_set<std::string> seen;
  std::uint32_t number = 0;
  for (const std::string_view line : split_lines(text)) {
    ++number;
    const std::string name(trim(line.substr(0, line.find(':'))));
    if (name.empty()) continue;
    if (!seen.insert(name).second) {
      return fail({.kind = ErrorKind::content,
                   .file = path.string(),
                   .line = number,
                   .what = fmt::format("duplicate name '{}'", name)});
    }
    names.push_back(name);
  }
  return names;
}

}  // namespace

std::vector<Param> params_of(const std::vector<Tensor>& tensors) {
  return params(tensors);
}
std::vector<Param> params_of(const std::vector<Output>& outputs) {
  return params(outputs);
}

std::vector<std::string> rename_by_rules(const std::vector<Param>& params, Framework to) {
  const Rules& table = rules(to);
  std::unordered_map<std::string, Module> modules;
  for (const Param& param : params) {
    const auto [path, last] = split_name(param.name);
    modules[std::string(path)].params.emplace(last, param.dimensions);
  }
  std::unordered_map<std::string, const LayerRule*> layers;
  for (const auto& [path, module] : modules) {
    const auto found = std::find_if(
        table.layers.begin(), table.layers.end(),
        [&, &path = path, &module = module](const LayerRule& l) { return matches(l, path, module); });
    if (found != table.layers.end()) layers.emplace(path, &*found);
  }
  const std::string_view prefix =
      common_prefix(params, to == Framework::mindspore ? table.torch_prefixes : table.mindspore_prefixes);
  std::vector<std::string> names;
  for (const Param& param : params) {
    const auto [path, last] = split_name(param.name);
    std::string name = param.name;
    if (const auto layer = layers.find(std::string(path)); layer != layers.end()) {
      const auto renamed = layer->second->rename.find(std::string(last));
      const Module& module = modules.at(layer->first);
      if (renamed != layer->second->rename.end() && !module.params.contains(renamed->second)) {
        name = path.empty() ? renamed->second : fmt::format("{}.{}", path, renamed->second);
      }
    }
    names.push_back(name.substr(prefix.size()));
  }
  return names;
}

Result<KeyFiles> KeyFiles::load(const std::filesystem::path& torch, const std::filesystem::path& mindspore) {
  auto torch_names = read_keys(torch);
  if (!torch_names) return fail(torch_names.error());
  auto mindspore_names = read_keys(mindspore);
  if (!mindspore_names) return fail(mindspore_names.error());
  if (torch_names->size() != mindspore_names->size()) {
    return fail({.kind = ErrorKind::content,
                 .file = mindspore.string(),
                 .what = fmt::format("it has {} names and {} has {}, but they are paired by line",
                                     mindspore_names->size(), torch.string(), torch_names->size())});
  }
  return KeyFiles{.torch = *std::move(torch_names), .mindspore = *std::move(mindspore_names)};
}

}  // namespace mintport::weights
