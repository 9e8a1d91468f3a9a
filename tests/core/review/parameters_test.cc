// Pairs the parameters of both texts of a file.
#include "core/review/parameters.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

TEST(PairedParameters, KnowsTheNormOfThePort) {
  const std::string source =
      "import torch\n\n\nclass A(torch.nn.Module):\n    def __init__(self):\n"
      "        self.norm = torch.nn.RMSNorm(8)\n";
  const std::string port =
      "from mindspore import nn\n\nfrom .layers_compat import RMSNorm\n\n\nclass A(nn.Cell):\n"
      "    def __init__(self):\n        self.norm = RMSNorm(8)\n";
  const auto rows = paired_parameters("models/a.py", source, port, "diffusers", "mindone.diffusers");
  EXPECT_EQ(rows, (std::vector<ParameterPair>{{"A", "norm.weight", "norm.weight", 6, 8}}));
}

}  // namespace
}  // namespace mintport
