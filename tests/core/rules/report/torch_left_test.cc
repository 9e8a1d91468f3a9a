// Every remaining torch name has a finding on its line.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::torch_left_test {
namespace {

TEST(TorchLeft, AnImportThatStaysIsReported) {
  EXPECT_EQ(convert_text("import torch\n\nx = torch.no_such_name\n"),
            stays("import torch\n\nx = torch.no_such_name\n",
                  {"unmapped 1 torch", "unknown 3 torch.no_such_name"}));
}

TEST(TorchLeft, NothingIsSaidTwiceOnALine) {
  const Conversion made = conversion_of("from torch import *\n", {"models/a.py"});
  ASSERT_EQ(made.findings.size(), 1U);
  EXPECT_EQ(made.findings[0].rule, "star-import");
}

TEST(TorchLeft, AnImportThatGoesIsNot) {
  EXPECT_EQ(convert_text("import torch\n\nx = torch.cat(y)\n"),
            gives("from mindspore import mint\n\nx = mint.cat(y)\n"));
}

}  // namespace
}  // namespace mintport::rules::torch_left_test
