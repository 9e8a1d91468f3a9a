// The number of elements of a shape.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::shape_products_test {
namespace {

TEST(ShapeProduct, IsAProduct) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor):
    s = x.shape
    return x.shape.numel() + x.size().numel() + s[1:].numel()
)py"),
            gives(R"py(
import math
import mindspore as ms


def f(x: ms.Tensor):
    s = x.shape
    return math.prod(x.shape) + math.prod(x.shape) + math.prod(s[1:])
)py"));
}

TEST(ShapeProduct, TensorsCountTheirElements) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor, y):
    return x.numel() + y.numel()
)py"),
            gives(R"py(
import mindspore as ms


def f(x: ms.Tensor, y):
    return x.numel() + y.numel()
)py"));
}

}  // namespace
}  // namespace mintport::rules::shape_products_test
