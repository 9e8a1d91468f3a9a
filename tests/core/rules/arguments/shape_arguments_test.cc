// Shapes that the target takes as one argument.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::shape_arguments_test {
namespace {

TEST(ShapeArguments, ShapesAreOneArgument) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor, n, shape):
    a = torch.zeros(1, n, x.shape[-1], device=x.device)
    b = torch.ones(n, 2, dtype=torch.int32, device=x.device) + torch.zeros(n) + torch.zeros(shape)
    c = torch.zeros(
        n,
        1,
        device=x.device,
    )
    return a, b, c, torch.zeros(*shape), x.new_zeros(n, 1, dtype=x.dtype), x.flip(0), x.flip(0, 1)
)py"),
            gives(R"py(
import mindspore as ms
from mindspore import mint


def f(x: ms.Tensor, n, shape):
    a = mint.zeros((1, n, x.shape[-1]))
    b = mint.ones((n, 2), dtype=ms.int32) + mint.zeros(n) + mint.zeros(shape)
    c = mint.zeros(
        (n,
        1),
    )
    return a, b, c, mint.zeros((*shape,)), x.new_zeros((n, 1), dtype=x.dtype), x.flip((0,)), x.flip((0, 1))
)py"));
}

}  // namespace
}  // namespace mintport::rules::shape_arguments_test
