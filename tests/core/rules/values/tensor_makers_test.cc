// torch.Tensor and similar classes as constructors.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport {
namespace {

TEST(TensorMaker, TheClassSaysTheType) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(n: int, other, x: torch.Tensor):
    a = torch.Tensor([0.0])
    b = torch.Tensor([1, 2])
    c = torch.LongTensor([1.0, 2.0])
    d = torch.FloatTensor(2, n)
    e = torch.HalfTensor(n)
    return a, b, c, d, e, torch.Tensor(other), torch.Tensor(x)
)py"),
            gives(R"py(
import mindspore as ms
from mindspore import mint


def f(n: int, other, x: ms.Tensor):
    a = ms.tensor([0.0])
    b = ms.tensor([1, 2], dtype=ms.float32)
    c = ms.tensor([1.0, 2.0], dtype=ms.int64)
    d = mint.zeros((2, n), dtype=ms.float32)
    e = mint.zeros((n,), dtype=ms.float16)
    return a, b, c, d, e, ms.Tensor(other), ms.Tensor(x)
)py",
                  {"difference 11 torch.Tensor"}));
}

}  // namespace
}  // namespace mintport
