// isinstance with torch's typed tensor classes.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::tensor_classes_test {
namespace {

TEST(TensorClassRules, TheElementTypeIsAskedForBesideTheClass) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(timestep, x):
    if isinstance(timestep, (int, torch.IntTensor, torch.LongTensor)):
        raise ValueError
    if not isinstance(x, torch.HalfTensor) and x:
        return isinstance(x, (list, torch.BoolTensor)) and f(x)
    return isinstance(x.y, torch.LongTensor)
)py"),
            gives(R"py(
import mindspore as ms


def f(timestep, x):
    if isinstance(timestep, int) or (isinstance(timestep, ms.Tensor) and timestep.dtype in [ms.int32, ms.int64]):
        raise ValueError
    if not (isinstance(x, ms.Tensor) and x.dtype == ms.float16) and x:
        return (isinstance(x, list) or (isinstance(x, ms.Tensor) and x.dtype == ms.bool_)) and f(x)
    return isinstance(x.y, ms.Tensor) and x.y.dtype == ms.int64
)py"));
}

TEST(TensorClassRules, TestsOfOneValueAreTakenTogether) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(t, u):
    if isinstance(t, int) or isinstance(t, torch.IntTensor) or isinstance(t, torch.LongTensor) or u:
        return isinstance(t, (torch.Tensor, torch.LongTensor)) or isinstance(u, torch.LongTensor)
)py"),
            gives(R"py(
import mindspore as ms


def f(t, u):
    if isinstance(t, int) or (isinstance(t, ms.Tensor) and t.dtype in [ms.int32, ms.int64]) or u:
        return isinstance(t, ms.Tensor) or (isinstance(u, ms.Tensor) and u.dtype == ms.int64)
)py"));
}

TEST(TensorClassRules, WhatCannotBeWrittenTwiceIsTold) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x):
    return isinstance(x, torch.Tensor), isinstance(x.pop(), torch.LongTensor)
)py"),
            gives(R"py(
import mindspore as ms


def f(x):
    return isinstance(x, ms.Tensor), isinstance(x.pop(), ms.Tensor)
)py",
                  {"difference 5 torch.LongTensor"}));
}

}  // namespace
}  // namespace mintport::rules::tensor_classes_test
