// Numbers that numpy makes; types of what stands beside a tensor.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport {
namespace {

TEST(ArrayNumberRules, ShapesAreOfPythonsNumbers) {
  EXPECT_EQ(convert_text(R"py(
import numpy as np
import torch


def f(x: torch.Tensor, y, n, rest):
    z = np.prod(rest) * n
    return x.reshape(n, z * np.prod(rest)), x.view((np.prod(rest), 1)), y.reshape(np.prod(rest))
)py"),
            gives(R"py(
import numpy as np
import mindspore as ms


def f(x: ms.Tensor, y, n, rest):
    z = np.prod(rest) * n
    return x.reshape(n, z * np.prod(rest).item()), x.view((np.prod(rest).item(), 1)), y.reshape(np.prod(rest))
)py"));
}

TEST(ArrayNumberRules, AnElementForAParameterIsATensor) {
  EXPECT_EQ(convert_text(R"py(
import numpy as np
import torch


class A:
    def set(self, n):
        self.steps = np.arange(n)[::-1].copy()

    def f(self, step: int, other, n: int, image: Image):
        image = self.steps[0]
        step = self.steps[n // 4 * 4]
        other = self.steps[0]
        n = self.steps[1:]
        local = self.steps[2]
        return step, other, n, local
)py"),
            gives(R"py(
import numpy as np
import mindspore as ms


class A:
    def set(self, n):
        self.steps = np.arange(n)[::-1].copy()

    def f(self, step: int, other, n: int, image: Image):
        image = self.steps[0]
        step = ms.tensor(self.steps[n // 4 * 4])
        other = self.steps[0]
        n = self.steps[1:]
        local = self.steps[2]
        return step, other, n, local
)py"));
}

TEST(CatTypeRules, WhatIsMadeBesideATensorHasItsType) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(a: torch.Tensor, b: torch.Tensor):
    c = torch.cat([a, torch.full((1,), fill_value=0, device=a.device)])
    d = torch.cat([a, torch.zeros(1, device=b.device), torch.ones(1)])
    e = torch.cat([b, torch.zeros(1, device=b.device)])
    b = b.to(dtype=torch.float32)
    e = e, torch.cat([b, torch.zeros(1, device=b.device)])
    return c, d, torch.cat((a, torch.zeros(1, device=a.device, dtype=torch.int32)))
)py"),
            gives(R"py(
import mindspore as ms
from mindspore import mint


def f(a: ms.Tensor, b: ms.Tensor):
    c = mint.cat([a, mint.full((1,), fill_value=0, dtype=a.dtype)])
    d = mint.cat([a, mint.zeros(1), mint.ones(1)])
    e = mint.cat([b, mint.zeros(1, dtype=b.dtype)])
    b = b.to(dtype=ms.float32)
    e = e, mint.cat([b, mint.zeros(1, dtype=b.dtype)])
    return c, d, mint.cat((a, mint.zeros(1, dtype=ms.int32)))
)py",
                  {"difference 8 torch.cat"}));
}

}  // namespace
}  // namespace mintport
