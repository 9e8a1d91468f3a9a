// The parameters that a class's __init__ creates, as far as the code shows: `self.conv = nn.Conv2d(...)`
// gives conv.weight and conv.bias.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/names/names.hh"

namespace mintport {

// The parameters of a framework's classes (mappings/weights/layers.json).
struct LayerKnowledge {
  std::map<std::string, std::vector<std::string>>
      parameters;  // "torch.nn.Linear" -> weight, bias; "": the attribute itself
  std::map<std::string, std::vector<std::string>>
      without;                  // "bias" -> keywords that drop it if they are False
  std::set<std::string> lists;  // "torch.nn.ModuleList": the items are in the arguments
};

struct ParameterName {
  std::string name;   // "conv.weight"; "blocks.*.norm.bias" in lists; "attn1.*" for a class of another file
  std::string layer;  // its class: "torch.nn.Conv2d", "Attention"
  std::uint32_t line = 0;  // 1-based
  friend bool operator==(const ParameterName&, const ParameterName&) = default;
};

struct ClassParameters {
  std::string name;
  std::vector<ParameterName> parameters;  // in the order of the text, without duplicates
  friend bool operator==(const ClassParameters&, const ClassParameters&) = default;
};

// The file's classes with parameters. Follows classes of this file, also as bases. Sees only assignments in
// __init__ itself.
std::vector<ClassParameters> class_parameters(const Names& names, const LayerKnowledge& layers);

}  // namespace mintport
