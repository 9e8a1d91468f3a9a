// Arguments of torch functions.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::arguments_test {
namespace {

TEST(ArgumentRules, DeviceGoes) {
  EXPECT_EQ(convert_text(R"py(
import torch

x = torch.zeros(2, 3, device=device, dtype=torch.float32)
y = torch.ones((1,), dtype=z.dtype, device="cuda")
w = torch.arange(3, device=x.device)
)py"),
            gives(R"py(
import mindspore as ms
from mindspore import mint

x = mint.zeros((2, 3), dtype=ms.float32)
y = mint.ones((1,), dtype=z.dtype)
w = mint.arange(3)
)py"));
}

TEST(ArgumentRules, AloneInItsCall) {
  EXPECT_EQ(convert_text(R"py(
import torch

x = torch.tensor(
    y,
    device=device,
)
)py"),
            gives(R"py(
import mindspore as ms

x = ms.tensor(
    y,
)
)py"));
}

TEST(ArgumentRules, HarmlessOnesGo) {
  EXPECT_EQ(convert_text(R"py(
import torch

x = torch.empty(3, pin_memory=False, memory_format=torch.contiguous_format, out=None, requires_grad=False)
)py"),
            gives(R"py(
from mindspore import mint

x = mint.empty(3, pin_memory=False)
)py"));
}

TEST(ArgumentRules, OthersAreTold) {
  EXPECT_EQ(convert_text(R"py(
import torch

x = torch.empty(3, out=buffer)
)py"),
            gives(R"py(
from mindspore import mint

x = mint.empty(3, out=buffer)
)py",
                  {"dropped-argument 3 torch.empty"}));
}

TEST(ArgumentRules, SplatsAreLeftAlone) {
  EXPECT_EQ(convert_text(R"py(
import torch

x = torch.cat(*args, **kwargs)
)py"),
            gives(R"py(
from mindspore import mint

x = mint.cat(*args, **kwargs)
)py"));
}

TEST(ArgumentRules, NumpysSpellings) {
  EXPECT_EQ(convert_text(R"py(
import torch

x = torch.sum(y, axis=1, keepdims=True)
)py"),
            gives(R"py(
from mindspore import mint

x = mint.sum(y, dim=1, keepdim=True)
)py"));
}

TEST(ArgumentRules, KeywordOnlyInTheTarget) {
  EXPECT_EQ(convert_text(R"py(
import torch

x = torch.sort(y, 1)
)py"),
            gives(R"py(
from mindspore import mint

x = mint.sort(y, dim=1)
)py"));
}

TEST(ArgumentRules, OfTorchFunctionsOnly) {
  constexpr std::string_view kText = R"py(
x = zeros(2, device=device)
y = np.zeros(2, device=device)
)py";
  EXPECT_EQ(convert_text(kText), stays(kText));
}

TEST(ArgumentRules, Layers) {
  EXPECT_EQ(convert_text(R"py(
import torch.nn as nn

a = nn.Conv2d(3, 4, kernel_size=1, device=device, dtype=dtype)
b = nn.LayerNorm(8, eps=1e-6, elementwise_affine=False)
c = nn.Dropout(p=0.1, inplace=True)
)py"),
            gives(R"py(
from mindspore import mint

a = mint.nn.Conv2d(3, 4, kernel_size=1, dtype=dtype)
b = mint.nn.LayerNorm(8, eps=1e-6, elementwise_affine=False)
c = mint.nn.Dropout(p=0.1, inplace=True)
)py"));
}

TEST(ArgumentRules, SameNameEverywhere) {
  EXPECT_EQ(convert_text(R"py(
import torch.nn.functional as F

x = F.interpolate(y, scale_factor=2.0, mode="nearest", antialias=True)
z = F.softmax(x, dim=-1)
)py"),
            gives(R"py(
from mindspore import mint

x = mint.nn.functional.interpolate(y, scale_factor=2.0, mode="nearest", antialias=True)
z = mint.nn.functional.softmax(x, dim=-1)
)py",
                  {"dropped-argument 3 torch.nn.functional.interpolate"}));
}

TEST(ArgumentRules, CommentsBetweenArgumentsStay) {
  EXPECT_EQ(convert_text(R"py(
import torch

x = torch.zeros(
    2,  # rows
    3,  # columns
    device=device,  # where
)
)py"),
            gives(R"py(
from mindspore import mint

x = mint.zeros(
    (2,  # rows
    3),  # columns
)
)py"));
}

TEST(Arguments, ThePortNamesTheFirst) {
  EXPECT_EQ(convert_by_habit(R"py(
import torch.nn as nn


def f(args):
    return nn.Dropout(0.1), nn.Dropout(p=0.1), nn.Dropout(), nn.Dropout(*args), nn.Linear(1, 2)
)py",
                             "hooks/a.py"),
            gives(R"py(
from mindspore import mint


def f(args):
    return mint.nn.Dropout(p=0.1), mint.nn.Dropout(p=0.1), mint.nn.Dropout(), mint.nn.Dropout(*args), mint.nn.Linear(1, 2)
)py"));
}

}  // namespace
}  // namespace mintport::rules::arguments_test
