// Parameters get the name of the attribute that holds them.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::parameter_names_test {
namespace {

TEST(ParameterNames, ParametersAreCalledAsTheirAttribute) {
  EXPECT_EQ(convert_text(R"py(
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, n, bias):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(n), requires_grad=False)
        self.bias = nn.Parameter(
            torch.zeros(n),
        ) if bias else None
        other = nn.Parameter(torch.zeros(n))
)py"),
            gives(R"py(
import mindspore as ms
from mindspore import mint, nn


class Net(nn.Cell):
    def __init__(self, n, bias):
        super().__init__()
        self.weight = ms.Parameter(mint.ones(n), requires_grad=False, name="weight")
        self.bias = ms.Parameter(
            mint.zeros(n), name="bias",
        ) if bias else None
        other = ms.Parameter(mint.zeros(n))
)py"));
}

}  // namespace
}  // namespace mintport::rules::parameter_names_test
