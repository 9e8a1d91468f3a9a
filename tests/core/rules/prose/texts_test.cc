// Names in docstrings, comments and quoted annotations.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::texts_test {
namespace {

TEST(TextRules, StringsThatAreNoDocstrings) {
  EXPECT_EQ(convert_text(R"py(
import torch

logger.warning("torch.cat is slow")
x = torch.cat(y)
)py"),
            gives(R"py(
from mindspore import mint

logger.warning("torch.cat is slow")
x = mint.cat(y)
)py"));
}

TEST(TextRules, QuotedAnnotations) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: "torch.Tensor", y: "Optional[torch.Tensor]" = None) -> "torch.Tensor":
    return x
)py"),
            gives(R"py(
import mindspore as ms


def f(x: "ms.Tensor", y: "Optional[ms.Tensor]" = None) -> "ms.Tensor":
    return x
)py"));
}

TEST(TextRules, QuotedTypesInTypesWithAName) {
  EXPECT_EQ(convert_text(R"py(
from typing import Union

import torch

Image = Union["PIL.Image.Image", "torch.Tensor", list["torch.Tensor"]]
names = {"torch.Tensor": 1}
name = names["torch.Tensor"]
)py"),
            gives(R"py(
from typing import Union

import mindspore as ms

Image = Union["PIL.Image.Image", "ms.Tensor", list["ms.Tensor"]]
names = {"torch.Tensor": 1}
name = names["torch.Tensor"]
)py"));
}

TEST(TextRules, QuotedAnnotationsThroughImports) {
  EXPECT_EQ(convert_text(R"py(
from typing import Literal, Optional

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def f(x: "Tensor", m: "Optional[nn.Module]" = None, kind: Literal["nn.Module"] = "a"):
    return F.relu(x)
)py"),
            gives(R"py(
from typing import Literal, Optional

import mindspore as ms
from mindspore import mint, nn


def f(x: "ms.Tensor", m: "Optional[nn.Cell]" = None, kind: Literal["nn.Module"] = "a"):
    return mint.nn.functional.relu(x)
)py"));
}

TEST(TextRules, QuotedAnnotationsWithoutAnEquivalentAreReported) {
  EXPECT_EQ(convert_text(R"py(
import torch.nn.functional as F
from torch.nn.attention.flex_attention import BlockMask


def f(x, mask: "BlockMask", mode: "F.InterpolationMode", own: "Own"):
    return F.relu(x)
)py"),
            gives(R"py(
from mindspore import mint


def f(x, mask: "BlockMask", mode: "F.InterpolationMode", own: "Own"):
    return mint.nn.functional.relu(x)
)py",
                  {"unmapped 4 torch.nn.attention.flex_attention.BlockMask",
                   "unmapped 4 torch.nn.functional.InterpolationMode"}));
}

TEST(TextRules, Docstrings) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x):
    """
    Does it.

    Args:
        x (`torch.Tensor`): a tensor, or `torch.FloatTensor` of shape (1, 2).
        g (`torch.Generator`, *optional*): where noise comes from.
    """
    return torch.cat(x)
)py"),
            gives(R"py(
from mindspore import mint


def f(x):
    """
    Does it.

    Args:
        x (`ms.Tensor`): a tensor, or `ms.Tensor` of shape (1, 2).
        g (`np.random.Generator`, *optional*): where noise comes from.
    """
    return mint.cat(x)
)py"));
}

TEST(TextRules, Comments) {
  EXPECT_EQ(convert_text(R"py(
# torch.float16 is faster; pytorch.org/torch.html and my.torch.Tensor stay
x = 1
)py"),
            gives(R"py(
# ms.float16 is faster; pytorch.org/torch.html and my.torch.Tensor stay
x = 1
)py"));
}

TEST(TextRules, AddressesAndPrintedShapesStay) {
  EXPECT_EQ(convert_text(R"py(
# [`torch.dtype`](https://pytorch.org/docs/stable/tensor_attributes.html#torch.dtype), (torch.dtype)
# torch.Size([2, 3]), a `torch.Size` and torch.Size(x)
x = 1
)py"),
            gives(R"py(
# [`ms.Type`](https://pytorch.org/docs/stable/tensor_attributes.html#torch.dtype), (ms.Type)
# torch.Size([2, 3]), a `tuple` and tuple(x)
x = 1
)py"));
}

TEST(TextRules, NamesWithoutATargetStay) {
  constexpr std::string_view kText = R"py(
def f():
    """Needs `torch.compile` and torch.jit.script."""
)py";
  EXPECT_EQ(convert_text(kText), stays(kText));
}

}  // namespace
}  // namespace mintport::rules::texts_test
