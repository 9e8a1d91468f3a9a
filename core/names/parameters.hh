// The parameters that a class's __init__ gives its instances, as far as the code says: `self.conv =
// nn.Conv2d(...)` gives conv.weight and conv.bias.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/names/names.hh"

namespace mintport {

// What the classes of a framework have (mappings/weights/layers.json).
struct LayerKnowledge {
  std::map<std::string, std::vector<std::string>>
      parameters;  // "torch.nn.Linear" -> weight, bias; "": the thing itself
  std::map<std::string, std::vector<std::string>>
      without;                  // "bias" -> keywords that drop it when they are False
  std::set<std::string> lists;  // "torch.nn.ModuleList": their items are found in their arguments
};

struct ParameterName {
  std::string
      name;  // "conv.weight"; "blocks.*.norm.bias" in lists; "attn1.*" of a class that another file has
  std::string layer;       // what it is of: "torch.nn.Conv2d", "Attention"
  std::uint32_t line = 0;  // 1-based
  friend bool operator==(const ParameterName&, const ParameterName&) = default;
};

struct ClassParameters {
  std::string name;
  std::vector<ParameterName> parameters;  // in the order of the text; each name once
  friend bool operator==(const ClassParameters&, const ClassParameters&) = default;
};

// The file's classes that have any. Classes of this file are followed, also as bases; what is not assigned in
// __init__ itself is not seen.
std::vector<ClassParameters> class_parameters(const Names& names, const LayerKnowledge& layers);

}  // namespace mintport
