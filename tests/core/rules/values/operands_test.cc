// Operands in the form that MindSpore requires.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport {
namespace {

TEST(Operand, OfLayersByPlace) {
  EXPECT_EQ(convert_text(R"py(
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, other):
        super().__init__()
        self.proj = nn.Linear(1, 1)
        self.other = other

    def forward(self, x):
        return self.proj(input=x), self.other(input=x)
)py"),
            gives(R"py(
from mindspore import mint, nn


class Net(nn.Cell):
    def __init__(self, other):
        super().__init__()
        self.proj = mint.nn.Linear(1, 1)
        self.other = other

    def construct(self, x):
        return self.proj(x), self.other(input=x)
)py"));
}

TEST(Operand, OfEinsumOneByOne) {
  EXPECT_EQ(convert_text(
                "import torch\n\nx = torch.einsum(\"ij,jk->ik\", [a, b])\ny = torch.einsum(\"ij->ji\", a)\n"),
            gives("from mindspore import mint\n\nx = mint.einsum(\"ij,jk->ik\", a, b)\ny = "
                  "mint.einsum(\"ij->ji\", a)\n"));
}

TEST(Operand, NumbersOfNumpyBeforeTensors) {
  EXPECT_EQ(convert_text(R"py(
import numpy as np
import torch


def f(x: torch.Tensor, a):
    return np.sqrt(2.0) * x + np.log(a) * x + x * np.sqrt(2.0) + np.sqrt(2.0) * a
)py"),
            gives(R"py(
import numpy as np
import mindspore as ms


def f(x: ms.Tensor, a):
    return float(np.sqrt(2.0)) * x + np.log(a) * x + x * np.sqrt(2.0) + np.sqrt(2.0) * a
)py"));
}

}  // namespace
}  // namespace mintport
