// Blocks whose statements are removed.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::statements_test {
namespace {

TEST(Blocks, AnEmptiedElifGoesWhenItIsTheLast) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x, dtype):
    if x.a:
        y = 1
    elif x.dtype != dtype:
        if torch.backends.mps.is_available():
            y = 2
    return y
)py"),
            gives(R"py(
def f(x, dtype):
    if x.a:
        y = 1
    return y
)py"));
}

}  // namespace
}  // namespace mintport::rules::statements_test
