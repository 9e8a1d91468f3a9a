// Fixes that the conversion offers.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/conversion/convert_text.hh"

namespace mintport {
namespace {

TEST(Fixes, BringTheImportsThatTheyNeed) {
  // An offered change whose name the converted text does not import.
  const std::string text =
      "import torch\n\n\ndef f(optimizer: torch.optim.Optimizer, x: torch.Tensor):\n    return x\n";
  const Conversion made = conversion_of(text, {"a.py"});
  const auto one = std::find_if(made.findings.begin(), made.findings.end(),
                                [](const Finding& f) { return f.symbol == "torch.optim.Optimizer"; });
  ASSERT_NE(one, made.findings.end());
  ASSERT_EQ(one->fixes.size(), 1u);
  EXPECT_EQ(
      mintport::apply(made.text, one->fixes[0].edits),
      "import mindspore as ms\nfrom mindspore import nn\nimport torch\n\n\ndef f(optimizer: nn.Optimizer, x: "
      "ms.Tensor):\n    return x\n");
}

}  // namespace
}  // namespace mintport
