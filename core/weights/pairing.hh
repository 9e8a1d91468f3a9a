// Pairs the parameter names of a PyTorch model with those of its port.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace mintport::weights {

// mappings/weights/layers.json: the parameters of the frameworks' classes.
struct Layers {
  std::map<std::string, std::vector<std::string>> parameters;
  std::map<std::string, std::vector<std::string>> without;
  std::set<std::string> lists;
};
const Layers& layers();

// The PyTorch name of a MindSpore name, by its last part: "norm.gamma" -> "norm.weight".
std::string torch_name_of(const std::string& mindspore_name);

// Indices in the two lists; npos if there is none.
struct NamePair {
  static constexpr std::size_t npos = ~std::size_t{0};
  std::size_t torch = npos, mindspore = npos;
  bool paired() const { return torch != npos && mindspore != npos; }
  friend bool operator==(const NamePair&, const NamePair&) = default;
};

// Unpaired names first, then pairs, each in the order of the lists.
std::vector<NamePair> pair_names(const std::vector<std::string>& torch,
                                 const std::vector<std::string>& mindspore);

}  // namespace mintport::weights
