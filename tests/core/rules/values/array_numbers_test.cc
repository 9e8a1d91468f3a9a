// numpy's numbers, and types of tensors that are joined with others.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::array_numbers_test {
namespace {

TEST(ArrayNumberRules, ShapesAreOfPythonsNumbers) {
  EXPECT_EQ(convert_text(R"py(
import numpy as np
import torch


def f(x: torch.Tensor, y, n, rest):
    z = np.prod(rest) * n
    return x.reshape(n, z * np.prod(rest)), x.view((np.prod(rest), 1)), y.reshape(np.prod(rest))
)py"),
            gives(R"py(
import numpy as np
import mindspore as ms


def f(x: ms.Tensor, y, n, rest):
    z = np.prod(rest) * n
    return x.reshape(n, z * np.prod(rest).item()), x.view((np.prod(rest).item(), 1)), y.reshape(np.prod(rest))
)py"));
}

TEST(ArrayNumberRules, AnElementForAParameterIsATensor) {
  EXPECT_EQ(convert_text(R"py(
import numpy as np
import torch


class A:
    def set(self, n):
        self.steps = np.arange(n)[::-1].copy()

    def f(self, step: int, other, n: int, image: Image):
        image = self.steps[0]
        step = self.steps[n // 4 * 4]
        other = self.steps[0]
        n = self.steps[1:]
        local = self.steps[2]
        return step, other, n, local
)py"),
            gives(R"py(
import numpy as np
import mindspore as ms


class A:
    def set(self, n):
        self.steps = np.arange(n)[::-1].copy()

    def f(self, step: int, other, n: int, image: Image):
        image = self.steps[0]
        step = ms.tensor(self.steps[n // 4 * 4])
        other = self.steps[0]
        n = self.steps[1:]
        local = self.steps[2]
        return step, other, n, local
)py"));
}

}  // namespace
}  // namespace mintport::rules::array_numbers_test
