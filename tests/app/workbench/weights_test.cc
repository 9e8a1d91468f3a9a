// The page of parameters.
#include "app/workbench/bench.hh"

namespace mintport::ui {
namespace {

TEST_F(Bench, PairsTheParametersOfAModel) {
  tree.work["hf/models/a.py"] =
      "import torch.nn as nn\n\n\nclass Block(nn.Module):\n    def __init__(self):\n        "
      "super().__init__()\n"
      "        self.norm = nn.LayerNorm(4)\n        self.proj = nn.Linear(4, 4)\n";
  tree.work["port/models/a.py"] =
      "from mindspore import nn\n\n\nclass Block(nn.Cell):\n    def __init__(self):\n        "
      "super().__init__()\n"
      "        self.norm = nn.LayerNorm((4,))\n        self.gate = nn.Dense(4, 4, has_bias=False)\n";
  start();
  keys("p");
  EXPECT_TRUE(shows("no file is open")) << grid.text();
  keys("enter j enter p");
  EXPECT_TRUE(shows("3 unpaired, 2 paired")) << grid.text();
  const auto find = [&](std::string_view text) { return grid.text().find(text); };
  EXPECT_LT(find("proj.weight"), find("gate.weight"));
  EXPECT_LT(find("gate.weight"), find("norm.gamma"));
  EXPECT_TRUE(status().starts_with(" parameters of models/a.py")) << status();
  keys("j j enter");
  EXPECT_TRUE(status().starts_with(" models/a.py:8")) << status();
}

}  // namespace
}  // namespace mintport::ui
