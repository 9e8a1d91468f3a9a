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
    mask.copy_(mask.mul(2))
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
)py",
                  {"unmapped 9 .add_"}));
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
    part[:] += y
    own = y[1]
    own += 1
    return x, own


def g(x: ms.Tensor):
    x = x[1]
    x += 1
    return x
)py"));
}

// MindSpore's x.mul_(2) gives the product on a CPU, and leaves x as it is.
TEST(InPlace, MethodsThatChangeNothing) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor, w, d, y):
    x.mul_(2)
    w.weight.data.add_(y, alpha=2)
    d["x"].sub_(y)
    x.mul_(2).add_(1)
    x.clamp_(0, 1).div_(y, rounding_mode="floor")
    z = (x + y).exp_()
    z = torch.ones(3).mul_(2).clamp_(0, 1)
    z.renorm_(p=2, dim=0, maxnorm=1.0)
    return z.remainder_(2)
)py"),
            gives(R"py(
import mindspore as ms
from mindspore import mint


def f(x: ms.Tensor, w, d, y):
    x.copy_(x.mul(2))
    w.weight.data.copy_(w.weight.data.add(y, alpha=2))
    d["x"].copy_(d["x"].sub(y))
    x.copy_(x.mul(2).add(1))
    x.copy_(x.clamp_(0, 1).div(y, rounding_mode="floor"))
    z = (x + y).exp()
    z = mint.ones(3).mul(2).clamp_(0, 1)
    z.renorm_(p=2, dim=0, maxnorm=1.0)
    return z.copy_(z.remainder(2))
)py",
                  {"unmapped 13 .renorm_"}));
}

// Slices and integers reach the tensor that a method views; `...`, lists and masks do not.
TEST(InPlace, IntoAViewThatAMethodMakes) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor, y):
    part = x.narrow(0, 1, 2)
    part[...] = y
    part[0] = 1
    part[[0, 1]] = y
    part[part > 0] = 0
    part.fill_(3)
    x.view(-1).mul_(2)
    turned = torch.transpose(x, 0, 1)
    turned.clamp_(0, 1)
    return x
)py"),
            gives(R"py(
import mindspore as ms
from mindspore import mint


def f(x: ms.Tensor, y):
    part = x.narrow(0, 1, 2)
    part[:] = y
    part[0] = 1
    part[[0, 1]] = y
    part[part > 0] = 0
    part[:] = 3
    x.view(-1)[:] *= 2
    turned = mint.transpose(x, 0, 1)
    turned[:] = turned.clamp(0, 1)
    return x
)py",
                  {"difference 9 view", "difference 10 view"}));
}

TEST(InPlace, NotWhereTheTensorItselfIsMeant) {
  const std::string text = R"py(
import mindspore as ms


def f(x: ms.Tensor, y):
    h = x.view(-1)
    h = h + 1
    h += y
    x.copy_(x.mul(2))
    return h
)py";
  EXPECT_EQ(convert_text(text), stays(text));
}

}  // namespace
}  // namespace mintport
