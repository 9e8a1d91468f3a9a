// Methods of tensors.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::methods_test {
namespace {

TEST(MethodRules, AMethodBecomesAProperty) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor, y):
    return x.numel() * x.element_size(), y.element_size(), x.size(-1)
)py"),
            gives(R"py(
import mindspore as ms


def f(x: ms.Tensor, y):
    return x.numel() * x.itemsize, y.itemsize, x.shape[-1]
)py"));
}

TEST(MethodRules, SizeOfATensor) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor):
    n, c = x.size()
    return x.size(0), x.size(dim=-1), x.size()[1:]
)py"),
            gives(R"py(
import mindspore as ms


def f(x: ms.Tensor):
    n, c = x.shape
    return x.shape[0], x.shape[-1], x.shape[1:]
)py"));
}

TEST(MethodRules, SizeOfSomething) {
  EXPECT_EQ(convert_text(R"py(
def f(image):
    return image.size, image.size(0)
)py"),
            gives(R"py(
def f(image):
    return image.size, image.shape[0]
)py"));
}

TEST(MethodRules, RepeatIsTile) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor, n):
    a = x.repeat(2, 1)
    b = x.repeat(n, 1, *x.shape[2:])
    c = x.repeat((2, 1))
    return a, b, c
)py"),
            gives(R"py(
import mindspore as ms


def f(x: ms.Tensor, n):
    a = x.tile((2, 1))
    b = x.tile((n, 1, *x.shape[2:]))
    c = x.tile((2, 1))
    return a, b, c
)py"));
}

TEST(MethodRules, NumpyKeepsItsMethods) {
  constexpr std::string_view kText = R"py(
import numpy as np


def f():
    x = np.zeros((2, 3))
    return x.repeat(2), x.transpose(1, 0), x.size, x.clip(0, 1)


def g(image):
    return image.transpose(0, 3, 1, 2)
)py";
  EXPECT_EQ(convert_text(kText), stays(kText));
}

TEST(MethodRules, NumpyOfATensor) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor):
    y = x.detach()
    return y, x.detach().cpu().numpy(), x.sum().detach().item(), x.detach().shape
)py"),
            gives(R"py(
import mindspore as ms


def f(x: ms.Tensor):
    y = x
    return y, x.numpy(), x.sum().item(), x.shape
)py",
                  {"difference 5 .detach"}));
}

TEST(MethodRules, RepeatOfAList) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor, n):
    return x.repeat([n, 1]), x.repeat([n]), x.repeat((n, 1))
)py"),
            gives(R"py(
import mindspore as ms


def f(x: ms.Tensor, n):
    return x.tile((n, 1)), x.tile((n,)), x.tile((n, 1))
)py"));
}

TEST(MethodRules, ExpandAndTranspose) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor):
    x = x.transpose(1, 2).contiguous()
    return x.expand(2, -1, -1), x.permute(0, 2, 1)
)py"),
            gives(R"py(
import mindspore as ms


def f(x: ms.Tensor):
    x = x.swapaxes(1, 2).contiguous()
    return x.broadcast_to((2, -1, -1)), x.permute(0, 2, 1)
)py"));
}

TEST(MethodRules, InPlaceOnesThatChangeNothingAreWrittenBack) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor):
    x.add_(1)
    x.clamp_(0, 1)
    return x
)py"),
            gives(R"py(
import mindspore as ms


def f(x: ms.Tensor):
    x.copy_(x.add(1))
    x.clamp_(0, 1)
    return x
)py"));
}

TEST(MethodRules, FlipTakesATuple) {
  EXPECT_EQ(convert_text(R"py(
import math
import torch


def f(x: torch.Tensor):
    return x.flip(0), x.flip(-1), x.flip([0, 1]), x.flip(0, 1), math.cos(torch.pi)
)py"),
            gives(R"py(
import math
import mindspore as ms


def f(x: ms.Tensor):
    return x.flip((0,)), x.flip((-1,)), x.flip([0, 1]), x.flip((0, 1)), math.cos(math.pi)
)py"));
}

TEST(MethodRules, AnAnnotationThatSaysANumberDoesNotStandAgainstACall) {
  EXPECT_EQ(convert_text(R"py(
def f(t: int):
    return t.size(0)
)py"),
            gives(R"py(
def f(t: int):
    return t.shape[0]
)py"));
}

TEST(MethodRules, TheProfilesNameForAMethod) {
  EXPECT_EQ(convert_by_habit(R"py(
import torch


def f(x: torch.Tensor):
    return x.clone()


class A(torch.nn.Module):
    def forward(self, x: torch.Tensor):
        return x.clone()
)py",
                             "hooks/a.py"),
            gives(R"py(
import mindspore as ms


def f(x: ms.Tensor):
    return x.copy()


class A(ms.nn.Cell):
    def construct(self, x: ms.Tensor):
        return x.clone()
)py"));
}

TEST(MethodRules, MaybeATensor) {
  constexpr std::string_view kText = R"py(
def f(x):
    return x.repeat(2, 1)
)py";
  EXPECT_EQ(convert_text(kText), stays(kText, {"maybe-tensor 2 .repeat"}));
}

TEST(MethodRules, WordsAndListsKeepTheirs) {
  constexpr std::string_view kText = R"py(
def f(names: list, text: str):
    names.sort()
    return text.split(","), text.expandtabs(4), "a".repeat(2)
)py";
  EXPECT_EQ(convert_text(kText), stays(kText));
}

TEST(MethodRules, SharedNamesNeedNothing) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor):
    return x.view(1, -1).mean(dim=1, keepdim=True).squeeze(-1).unsqueeze(0).float()
)py"),
            gives(R"py(
import mindspore as ms


def f(x: ms.Tensor):
    return x.view(1, -1).mean(dim=1, keepdim=True).squeeze(-1).unsqueeze(0).float()
)py"));
}

TEST(MethodRules, ThroughAttributesOfTheClass) {
  EXPECT_EQ(convert_text(R"py(
import torch
import torch.nn as nn


class A(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 1, 1)

    def forward(self, x):
        x = self.conv(x)
        return x.size(1)
)py"),
            gives(R"py(
from mindspore import mint, nn


class A(nn.Cell):
    def __init__(self):
        super().__init__()
        self.conv = mint.nn.Conv2d(1, 1, 1)

    def construct(self, x):
        x = self.conv(x)
        return x.shape[1]
)py"));
}

TEST(MethodRules, NarrowedByIsInstance) {
  EXPECT_EQ(convert_text(R"py(
import numpy as np
import torch


def f(x):
    if isinstance(x, np.ndarray):
        return x.repeat(2, 1)
    elif isinstance(x, torch.Tensor):
        return x.repeat(2, 1)
)py"),
            gives(R"py(
import numpy as np
import mindspore as ms


def f(x):
    if isinstance(x, np.ndarray):
        return x.repeat(2, 1)
    elif isinstance(x, ms.Tensor):
        return x.tile((2, 1))
)py"));
}

TEST(MethodRules, AfterAWalrus) {
  EXPECT_EQ(convert_text(R"py(
import torch

if (y := torch.zeros(2)).size(0) > 1:
    print(y.size())
)py"),
            gives(R"py(
from mindspore import mint

if (y := mint.zeros(2)).shape[0] > 1:
    print(y.shape)
)py"));
}

TEST(MethodRules, PropertiesOfTensors) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor):
    return x.shape, x.dtype, x.ndim, x.T, x.is_cuda
)py"),
            gives(R"py(
import mindspore as ms


def f(x: ms.Tensor):
    return x.shape, x.dtype, x.ndim, x.T, x.is_cuda
)py",
                  {"unmapped 5 .is_cuda"}));
}

TEST(MethodRules, Unflatten) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor):
    return x.unflatten(1, (2, -1))
)py"),
            gives(R"py(
import mindspore as ms
from .layers_compat import unflatten


def f(x: ms.Tensor):
    return unflatten(x, 1, (2, -1))
)py"));
}

TEST(MethodRules, TimestepsOfASchedulerAreATensor) {
  EXPECT_EQ(convert_text(R"py(
class P:
    def get_timesteps(self, n):
        return self.scheduler.timesteps[n:], n

    def __call__(self, n):
        timesteps, n = self.get_timesteps(n)
        steps, k = self.other(n)
        return timesteps[:1].repeat(2 * n), steps[:1].repeat(2 * n)
)py"),
            gives(R"py(
class P:
    def get_timesteps(self, n):
        return self.scheduler.timesteps[n:], n

    def __call__(self, n):
        timesteps, n = self.get_timesteps(n)
        steps, k = self.other(n)
        return timesteps[:1].tile((2 * n,)), steps[:1].repeat(2 * n)
)py",
                  {"maybe-tensor 8 .repeat"}));
}

TEST(MethodRules, ArraysHaveNoTo) {
  EXPECT_EQ(convert_text(R"py(
def f(x, d, n):
    return x.reshape(1, -1).to(dtype=d).repeat(n, 1), x.copy().to(dtype=d).repeat(n, 1)
)py"),
            gives(R"py(
def f(x, d, n):
    return x.reshape(1, -1).to(dtype=d).tile((n, 1)), x.copy().to(dtype=d).repeat(n, 1)
)py",
                  {"maybe-tensor 2 .repeat"}));
}

TEST(MethodRules, FieldsOfPairsOfWhatNamesADimension) {
  EXPECT_EQ(convert_text("def f(x, y):\n    return x.max(dim=1).values + 1, y.max(axis=1).values\n"),
            gives("def f(x, y):\n    return x.max(dim=1)[0] + 1, y.max(axis=1).values\n"));
}

TEST(MethodRules, FieldsOfWhatIsNoPairStay) {
  constexpr std::string_view kText = R"py(
def f(x: torch.Tensor, errors, frame, ds):
    a = errors.abs().values
    b = frame.where(frame > 0)
    c = ds.mean(dim="time").values
    x.values, n = a, b
    with b as x.values:
        del x.indices
    return a, b.values, c, x.mean(dim=1).values
)py";
  const Converted converted = convert_text(kText);
  EXPECT_EQ(converted.text.find("[0]"), std::string::npos) << converted.text;
  EXPECT_EQ(converted.findings,
            (std::vector<std::string>{"unmapped 2 .values", "unmapped 8 .values", "unmapped 8 .values"}));
}

TEST(MethodRules, FieldsOfPairsOfWhatNamesADimensionByPlace) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor):
    low, best = torch.min(x, 1), torch.median(x, dim=-1)
    return low.values, best.indices, x.max(0).values
)py"),
            gives(R"py(
import mindspore as ms
from mindspore import mint


def f(x: ms.Tensor):
    low, best = mint.min(x, 1), mint.median(x, dim=-1)
    return low[0], best[1], x.max(0)[0]
)py"));
}

TEST(MethodRules, DimensionsThatHaveNamesAreNotTensors) {
  EXPECT_EQ(convert_text(R"py(
def f(a, b, c, d, dim):
    a.mean(dim="time")
    b.norm(dim=dim)
    c.mean(dim=(-1, 2))
    d.amax(keepdim=True)
    return a.repeat(2, 0), b.repeat(2, 0), c.repeat(2, 0), d.repeat(2, 0)
)py"),
            gives(R"py(
def f(a, b, c, d, dim):
    a.mean(dim="time")
    b.norm(dim=dim)
    c.mean(dim=(-1, 2))
    d.amax(keepdims=True)
    return a.repeat(2, 0), b.repeat(2, 0), c.tile((2, 0)), d.tile((2, 0))
)py",
                  {"maybe-tensor 6 .repeat", "maybe-tensor 6 .repeat"}));
}

TEST(MethodRules, WhatAnObjectKeepsUnderAModelsFieldIsItsOwn) {
  EXPECT_EQ(convert_text(R"py(
class P:
    def load(self, path, out):
        self.text_embeds = load_arrays(path)
        return self.text_embeds.repeat(2, 0), out.text_embeds.repeat(2, 0)
)py"),
            gives(R"py(
class P:
    def load(self, path, out):
        self.text_embeds = load_arrays(path)
        return self.text_embeds.repeat(2, 0), out.text_embeds.tile((2, 0))
)py",
                  {"maybe-tensor 4 .repeat"}));
}

TEST(MethodRules, FieldsOfPairsByPlace) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor, y, d: dict):
    best = torch.topk(x, 2)
    low = x.min(dim=1).values.max(dim=0).indices
    return best.values, best.indices, low, y.values, d.values()
)py"),
            gives(R"py(
import mindspore as ms
from mindspore import mint


def f(x: ms.Tensor, y, d: dict):
    best = mint.topk(x, 2)
    low = x.min(dim=1)[0].max(dim=0)[1]
    return best[0], best[1], low, y.values, d.values()
)py"));
}

TEST(MethodRules, EqualAsksOfTheWholeTensor) {
  EXPECT_EQ(convert_text("import torch\n\n\ndef f(a: torch.Tensor, b):\n    return a.equal(b), a.eq(b)\n"),
            gives("import mindspore as ms\nfrom mindspore import mint\n\n\ndef f(a: ms.Tensor, b):\n"
                  "    return mint.equal(a, b), a.eq(b)\n"));
}

}  // namespace
}  // namespace mintport::rules::methods_test
