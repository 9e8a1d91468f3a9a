// Parameters from assignments in __init__.
#include "core/names/parameters.hh"

#include <gtest/gtest.h>

#include "support.hh"

namespace mintport {
namespace {

const LayerKnowledge kLayers{
    .parameters = {{"torch.nn.Linear", {"weight", "bias"}}, {"torch.nn.Parameter", {""}}},
    .without = {{"bias", {"bias"}}},
    .lists = {"torch.nn.ModuleList"}};

std::vector<std::string> names_in(const std::string& text, const std::string& owner) {
  const File file(text);
  std::vector<std::string> out;
  for (const ClassParameters& found : class_parameters(file.names, kLayers)) {
    if (found.name != owner) continue;
    for (const ParameterName& parameter : found.parameters) out.push_back(parameter.name);
  }
  return out;
}

using Strings = std::vector<std::string>;

TEST(Parameters, AreThoseOfLayersThatInitAssigns) {
  EXPECT_EQ(
      names_in("import torch.nn as nn\n\nclass A(nn.Module):\n    def __init__(self):\n"
               "        self.a = nn.Linear(1, 2)\n        self.b = nn.Linear(1, 2, bias=False)\n"
               "        self.c = nn.Parameter(x)\n        self.d = nn.Linear(1, 2) if y else None\n"
               "        other.e = nn.Linear(1, 2)\n        f = nn.Linear(1, 2)\n        self.g = nn.SiLU()\n"
               "    def forward(self):\n        self.h = nn.Linear(1, 2)\n",
               "A"),
      (Strings{"a.weight", "a.bias", "b.weight", "c", "d.weight", "d.bias"}));
}

TEST(Parameters, FollowClassesOfTheFileAndNameOthers) {
  const std::string text =
      "from torch import nn\nfrom .other import Attention\n\nclass Base(nn.Module):\n    def "
      "__init__(self):\n"
      "        self.p = nn.Parameter(x)\n\nclass B(nn.Module):\n    def __init__(self):\n        self.l = "
      "nn.Linear(1, 2)\n\n"
      "class A(Base):\n    def __init__(self):\n        self.b = B()\n        self.attn = Attention(3)\n"
      "        self.many = nn.ModuleList([B() for i in range(3)])\n";
  EXPECT_EQ(names_in(text, "A"),
            (Strings{"p", "b.l.weight", "b.l.bias", "attn.*", "many.*.l.weight", "many.*.l.bias"}));
}

TEST(Parameters, EndWhereClassesHoldThemselves) {
  EXPECT_EQ(
      names_in("from torch import nn\n\nclass A(nn.Module):\n    def __init__(self):\n        self.a = A()\n",
               "A"),
      Strings{});
}

}  // namespace
}  // namespace mintport
