// Names of parameters of a model in PyTorch beside those of its port.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace mintport::weights {

// mappings/weights/layers.json: what the classes of the frameworks have.
struct Layers {
  std::map<std::string, std::vector<std::string>> parameters;
  std::map<std::string, std::vector<std::string>> without;
  std::set<std::string> lists;
};
const Layers& layers();

// A name of MindSpore as PyTorch has it, by its last part: "norm.gamma" -> "norm.weight".
std::string torch_name_of(const std::string& mindspore_name);

// Indices into the two lists; npos where there is none.
struct NamePair {
  static constexpr std::size_t npos = ~std::size_t{0};
  std::size_t torch = npos, mindspore = npos;
  bool paired() const { return torch != npos && mindspore != npos; }
  friend bool operator==(const NamePair&, const NamePair&) = default;
};

// Unpaired ones first, then pairs, each in the lists' order.
std::vector<NamePair> pair_names(const std::vector<std::string>& torch,
                                 const std::vector<std::string>& mindspore);

}  // namespace mintport::weights
