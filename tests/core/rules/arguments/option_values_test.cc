// Option values that the target does not accept.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::option_values_test {
namespace {

TEST(OptionValues, ValuesThatTheTargetDoesNotTake) {
  EXPECT_EQ(convert_text(R"py(
import torch.nn.functional as F
from torch import nn


class Wide(nn.Upsample):
    def forward(self, x):
        return super().forward(x.float())


def f(x, how):
    a = F.interpolate(x, mode="nearest")
    b = F.interpolate(x, mode=how)
    c = F.interpolate(x, mode="nearest-exact")
    return a, b, c, Wide(scale_factor=2, mode="area")
)py"),
            gives(R"py(
from mindspore import mint


class Wide(mint.nn.Upsample):
    def construct(self, x):
        return super().construct(x.float())


def f(x, how):
    a = mint.nn.functional.interpolate(x, mode="nearest")
    b = mint.nn.functional.interpolate(x, mode=how)
    c = mint.nn.functional.interpolate(x, mode="nearest-exact")
    return a, b, c, Wide(scale_factor=2, mode="area")
)py",
                  {"difference 6 torch.nn.Upsample", "difference 12 torch.nn.functional.interpolate",
                   "difference 13 torch.nn.Upsample"}));
}

TEST(OptionValues, AWholeFactorPicksTheSamePlaces) {
  EXPECT_EQ(convert_text(R"py(
import torch.nn.functional as F


def f(x, n):
    a = F.interpolate(x, scale_factor=2.0, mode="nearest-exact")
    b = F.interpolate(x, scale_factor=(1, 2.0, 2.0), mode="nearest-exact")
    c = F.interpolate(x, scale_factor=1.5, mode="nearest-exact")
    return a, b, c, F.interpolate(x, scale_factor=n, mode="nearest-exact")
)py"),
            gives(R"py(
from mindspore import mint


def f(x, n):
    a = mint.nn.functional.interpolate(x, scale_factor=2.0, mode="nearest")
    b = mint.nn.functional.interpolate(x, scale_factor=(1.0, 2.0, 2.0), mode="nearest")
    c = mint.nn.functional.interpolate(x, scale_factor=1.5, mode="nearest-exact")
    return a, b, c, mint.nn.functional.interpolate(x, scale_factor=n, mode="nearest-exact")
)py",
                  {"difference 7 torch.nn.functional.interpolate",
                   "difference 8 torch.nn.functional.interpolate"}));
}

}  // namespace
}  // namespace mintport::rules::option_values_test
