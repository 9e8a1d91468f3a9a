// In-place methods that MindSpore lacks, and writes into views.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport {
namespace {

TEST(InPlace, MethodsThatMindSporeLacks) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(n, w):
    mask = torch.full((n, n), 1.0).triu_(1)
    mask.round_()
    w.bias.fill_diagonal_(2)
    mask.mul_(2)
    return mask
)py"),
            gives(R"py(
from mindspore import mint


def f(n, w):
    mask = mint.full((n, n), 1.0).triu(1)
    mask.copy_(mask.round())
    w.bias.copy_(w.bias.fill_diagonal(2.0))
    mask.mul_(2)
    return mask
)py"));
}

TEST(InPlace, IntoAPlaceOfATensor) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor, y, mask: torch.Tensor):
    x[:, 1:].mul_(2)
    x[0].copy_(y)
    x[:, 0].zero_()
    x[1:].clamp_(0, 1)
    x[mask].add_(1)
    return x
)py"),
            gives(R"py(
import mindspore as ms


def f(x: ms.Tensor, y, mask: ms.Tensor):
    x[:, 1:] *= 2
    x[0] = y
    x[:, 0] = 0
    x[1:] = x[1:].clamp(0, 1)
    x[mask].add_(1)
    return x
)py"));
}

TEST(InPlace, IntoAViewThatHasAName) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor, y):
    row = x[1]
    row += y
    row.mul_(2)
    part = x.narrow(0, 1, 2)
    part += y
    own = y[1]
    own += 1
    return x, own


def g(x: torch.Tensor):
    x = x[1]
    x += 1
    return x
)py"),
            gives(R"py(
import mindspore as ms


def f(x: ms.Tensor, y):
    row = x[1]
    row[...] += y
    row[...] *= 2
    part = x.narrow(0, 1, 2)
    part += y
    own = y[1]
    own += 1
    return x, own


def g(x: ms.Tensor):
    x = x[1]
    x += 1
    return x
)py",
                  {"difference 9 view"}));
}

}  // namespace
}  // namespace mintport
