// Functions that numpy computes, and conversions between arrays and tensors.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::numpy_calls_test {
namespace {

constexpr std::string_view kRanges = R"py(
import torch


class A(SchedulerMixin, ConfigMixin):
    def f(self, a, b, device):
        t = torch.linspace(1.0, 0.0, a + 1, device=device)
        u = torch.linspace(
            a**0.5,
            b**0.5,
            len(t),
            dtype=torch.float64,
        )
        return t, u, torch.linspace(t[0], 1, 5), torch.linspace(0, 1, steps=5)


def g(a):
    return torch.linspace(0, 1, a)
)py";

TEST(NumpyRules, QuantileOfAnAxisIsNumpys) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor, q):
    return torch.quantile(x, q, dim=1), torch.quantile(x * 2, q, 0), torch.quantile(x, q)
)py"),
            gives(R"py(
import mindspore as ms
import numpy as np
from mindspore import ops


def f(x: ms.Tensor, q):
    return ms.Tensor.from_numpy(np.quantile(x.asnumpy(), q, axis=1)), ms.Tensor.from_numpy(np.quantile((x * 2).asnumpy(), q, 0)), ops.quantile(x, q)
)py",
                  {"difference 7 torch.quantile", "difference 7 torch.quantile"}));
}

TEST(NumpyRules, EquationsAreNumpys) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(a: torch.Tensor, b: torch.Tensor):
    return torch.linalg.solve(a[:-1, :-1], b + 1).to(b.dtype), torch.linalg.solve(a, b, left=False)
)py"),
            gives(R"py(
import mindspore as ms
import numpy as np
import torch


def f(a: ms.Tensor, b: ms.Tensor):
    return ms.Tensor.from_numpy(np.linalg.solve(a[:-1, :-1].asnumpy(), (b + 1).asnumpy())).to(b.dtype), torch.linalg.solve(a, b, left=False)
)py",
                  {"unmapped 3 torch", "difference 7 torch.linalg.solve", "unmapped 7 torch.linalg.solve"}));
}

TEST(NumpyRules, PlacesOfANumberAreNumpys) {
  EXPECT_EQ(convert_text(R"py(
import torch


class A:
    def __init__(self, low: float = 0.5, high=None):
        self.t = torch.arange(3)

    def f(self):
        a = torch.searchsorted(torch.flip(self.t, [0]), self.config.low)
        return a, torch.searchsorted(self.t, self.config.high), torch.searchsorted(self.t, self.t)
)py"),
            gives(R"py(
import mindspore as ms
import numpy as np
from mindspore import mint


class A:
    def __init__(self, low: float = 0.5, high=None):
        self.t = mint.arange(3)

    def f(self):
        a = ms.tensor(np.searchsorted(mint.flip(self.t, [0]).asnumpy(), self.config.low), dtype=ms.int64)
        return a, mint.searchsorted(self.t, self.config.high), mint.searchsorted(self.t, self.t)
)py"));
}

TEST(NumpyRules, ArraysOfTensors) {
  EXPECT_EQ(convert_text(R"py(
import numpy as np
import torch


def f(x: torch.Tensor, y):
    return np.array(((1 - x) / x) ** 0.5), np.array(x.abs()), np.array(x), np.array(y * 2), np.array(x * 2, dtype=int)
)py"),
            gives(R"py(
import numpy as np
import mindspore as ms


def f(x: ms.Tensor, y):
    return (((1 - x) / x) ** 0.5).asnumpy(), x.abs().asnumpy(), np.array(x), np.array(y * 2), np.array(x * 2, dtype=int)
)py"));
}

TEST(NumpyRules, ATensorOfAnArrayIsMadeWithItsType) {
  EXPECT_EQ(convert_text(R"py(
import numpy as np
import torch


def f(x: np.ndarray, device):
    a = torch.from_numpy(x).to(device=device, dtype=torch.int64)
    return a, torch.from_numpy(x).to(dtype=torch.half, device=device), torch.from_numpy(x).to(torch.half)
)py"),
            gives(R"py(
import numpy as np
import mindspore as ms


def f(x: np.ndarray):
    a = ms.tensor(x, dtype=ms.int64)
    return a, ms.tensor(x, dtype=ms.float16), ms.tensor(x).to(ms.float16)
)py"));
}

TEST(NumpyRules, TheProfileComputesRangesInItsClasses) {
  EXPECT_EQ(convert_by_habit(kRanges, "hooks/a.py"), gives(R"py(
import numpy as np

import mindspore as ms
from mindspore import mint


class A(SchedulerMixin, ConfigMixin):
    def f(self, a, b):
        t = ms.tensor(np.linspace(1.0, 0.0, a + 1), dtype=ms.float32)
        u = ms.tensor(np.linspace(
            a**0.5,
            b**0.5,
            len(t)),
            dtype=ms.float64,
        )
        return t, u, mint.linspace(t[0], 1, 5), mint.linspace(0, 1, steps=5)


def g(a):
    return mint.linspace(0, 1, a)
)py"));
}

TEST(NumpyRules, WithoutAProfileRangesAreTheTables) {
  EXPECT_EQ(convert_text(kRanges), gives(R"py(
import mindspore as ms
from mindspore import mint


class A(SchedulerMixin, ConfigMixin):
    def f(self, a, b):
        t = mint.linspace(1.0, 0.0, a + 1)
        u = mint.linspace(
            a**0.5,
            b**0.5,
            len(t),
            dtype=ms.float64,
        )
        return t, u, mint.linspace(t[0], 1, 5), mint.linspace(0, 1, steps=5)


def g(a):
    return mint.linspace(0, 1, a)
)py"));
}

}  // namespace
}  // namespace mintport::rules::numpy_calls_test
