// The type of tensors that are created for torch.cat.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::cat_types_test {
namespace {

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

// torch promotes: float32 beside float64 gives float64.
TEST(CatTypeRules, Float64WidensItsNeighbours) {
  EXPECT_EQ(convert_text(R"py(
import numpy as np
import torch


def f(x: torch.Tensor, y: torch.Tensor, n: int):
    z = torch.view_as_complex(x.to(torch.float64).reshape(n, -1, 2))
    z = torch.view_as_real(z * y).flatten(2)
    narrow = x.to(torch.float32)
    return torch.cat([z, x[n:]]), torch.cat([z, z[1:]]), torch.cat([narrow, x[n:]])


def g(n: int, wide: bool):
    if wide:
        a = torch.from_numpy(np.linspace(0, 1, n))
    else:
        a = torch.from_numpy(np.ones(n))
    b = torch.ones(n)
    return torch.cat([a, torch.zeros(1)]), torch.cat([b, torch.zeros(1)])
)py"),
            gives(R"py(
import numpy as np
import mindspore as ms
from mindspore import mint, ops
from .layers_compat import view_as_complex


def f(x: ms.Tensor, y: ms.Tensor, n: int):
    z = view_as_complex(x.to(ms.float64).reshape(n, -1, 2))
    z = ops.view_as_real(z * y).flatten(2)
    narrow = x.to(ms.float32)
    return mint.cat([z, x[n:].to(z.dtype)]), mint.cat([z, z[1:]]), mint.cat([narrow, x[n:]])


def g(n: int, wide: bool):
    if wide:
        a = ms.tensor(np.linspace(0, 1, n))
    else:
        a = ms.tensor(np.ones(n))
    b = mint.ones(n)
    return mint.cat([a, mint.zeros(1, dtype=a.dtype)]), mint.cat([b, mint.zeros(1)])
)py"));
}

}  // namespace
}  // namespace mintport::rules::cat_types_test
