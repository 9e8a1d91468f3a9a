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

}  // namespace
}  // namespace mintport::rules::cat_types_test
