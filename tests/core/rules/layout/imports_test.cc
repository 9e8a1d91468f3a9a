// Import statements, derived from the names in use.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::imports_test {
namespace {

TEST(ImportRules, WhatCodeNeedsAndNothingElse) {
  EXPECT_EQ(convert_text(R"py(
import os
import torch
import torch.nn as nn
import torch.nn.functional as F

from .base import Base

x = torch.cat(os.sep)
y = F.silu(x)
)py"),
            gives(R"py(
import os
from mindspore import mint

from .base import Base

x = mint.cat(os.sep)
y = mint.nn.functional.silu(x)
)py"));
}

TEST(ImportRules, SeveralOnALine) {
  EXPECT_EQ(convert_text(R"py(
import os, torch, sys

x = torch.cat(os.sep, sys.path)
)py"),
            gives(R"py(
import os, sys
from mindspore import mint

x = mint.cat(os.sep, sys.path)
)py"));
}

TEST(ImportRules, Parenthesised) {
  EXPECT_EQ(convert_text(R"py(
from torch import (
    nn,  # layers
    Tensor,
)

x = nn.Linear(1, 2)
y: Tensor = x
)py"),
            gives(R"py(
import mindspore as ms
from mindspore import mint

x = mint.nn.Linear(1, 2)
y: ms.Tensor = x
)py"));
}

TEST(ImportRules, PartOfAList) {
  EXPECT_EQ(convert_text(R"py(
from torch.nn import Linear, NoSuchLayer

x = NoSuchLayer(Linear(1, 2))
)py"),
            gives(R"py(
from mindspore import mint
from torch.nn import NoSuchLayer

x = NoSuchLayer(mint.nn.Linear(1, 2))
)py",
                  {"unmapped 2 torch.nn.NoSuchLayer", "unknown 4 torch.nn.NoSuchLayer"}));
}

TEST(ImportRules, DottedWithoutAlias) {
  EXPECT_EQ(convert_text(R"py(
import torch.nn.functional
import torch.utils.checkpoint

x = torch.nn.functional.silu(y)
)py"),
            gives(R"py(
from mindspore import mint

x = mint.nn.functional.silu(y)
)py"));
}

TEST(ImportRules, BehindLicenceDocstringAndFuture) {
  EXPECT_EQ(convert_text(R"py(
#!/usr/bin/env python
# Copyright: somebody.
"""What it is."""
from __future__ import annotations

import torch

x = torch.cat(y)
)py"),
            gives(R"py(
#!/usr/bin/env python
# Copyright: somebody.
"""What it is."""
from __future__ import annotations

from mindspore import mint

x = mint.cat(y)
)py"));
}

TEST(ImportRules, OnlyComments) {
  constexpr std::string_view kText = R"py(
# import torch
)py";
  EXPECT_EQ(convert_text(kText), stays(kText));
}

TEST(ImportRules, UnusedTorchImportsGo) {
  EXPECT_EQ(convert_text(R"py(
import os

import torch
from torch import nn  # noqa: F401

print(os.sep)
)py"),
            gives(R"py(
import os


print(os.sep)
)py"));
}

TEST(ImportRules, OtherUnusedImportsStay) {
  EXPECT_EQ(convert_text(R"py(
import os
import sys  # noqa: F401
import torch

x = torch.cat(y)
)py"),
            gives(R"py(
import os
import sys  # noqa: F401
from mindspore import mint

x = mint.cat(y)
)py"));
}

TEST(ImportRules, TheProjectMoves) {
  EXPECT_EQ(convert_text(R"py(
from diffusers import DiffusionPipeline
from diffusers.utils import logging
import diffusers.models.attention as attention

print(DiffusionPipeline, logging, attention)
)py"),
            gives(R"py(
from mindone.diffusers import DiffusionPipeline
from mindone.diffusers.utils import logging
import mindone.diffusers.models.attention as attention

print(DiffusionPipeline, logging, attention)
)py"));
}

TEST(ImportRules, RelativeOnesStay) {
  constexpr std::string_view kText = R"py(
from ...utils import logging
from ..attention import Attention
from .b import B

print(logging, Attention, B)
)py";
  EXPECT_EQ(convert_text(kText, "models/unets/a.py"), stays(kText));
}

TEST(ImportRules, TorchUtilsAreMindsporeUtils) {
  EXPECT_EQ(convert_text(R"py(
from ...utils import logging
from ...utils.torch_utils import randn_tensor

print(logging, randn_tensor)
)py",
                         "pipelines/x/a.py"),
            gives(R"py(
from ...utils import logging
from ...utils.mindspore_utils import randn_tensor

print(logging, randn_tensor)
)py"));
}

TEST(ImportRules, TorchUtilsAbsolute) {
  EXPECT_EQ(convert_text(R"py(
from diffusers.utils.torch_utils import randn_tensor as noise

print(noise)
)py"),
            gives(R"py(
from mindone.diffusers.utils.mindspore_utils import randn_tensor as noise

print(noise)
)py"));
}

TEST(ImportRules, Transformers) {
  EXPECT_EQ(convert_text(R"py(
from transformers import CLIPTextModel, CLIPTokenizer

print(CLIPTextModel, CLIPTokenizer)
)py"),
            gives(R"py(
from mindone.transformers import CLIPTextModel
from transformers import CLIPTokenizer

print(CLIPTextModel, CLIPTokenizer)
)py"));
}

TEST(ImportRules, AlreadyThere) {
  EXPECT_EQ(convert_text(R"py(
import mindspore as ms
import torch

x = ms.Tensor(1)
y: torch.Tensor = x
)py"),
            gives(R"py(
import mindspore as ms

x = ms.Tensor(1)
y: ms.Tensor = x
)py"));
}

TEST(ImportRules, Exported) {
  EXPECT_EQ(convert_text(R"py(
import torch

from .b import B

__all__ = ["B", "x"]
x = torch.cat([])
)py"),
            gives(R"py(
from mindspore import mint

from .b import B

__all__ = ["B", "x"]
x = mint.cat([])
)py"));
}

TEST(ImportRules, ALongListIsBroken) {
  EXPECT_EQ(convert_text(R"py(
from diffusers.utils import USE_PEFT_BACKEND, deprecate, is_torch_version, logging, replace_example_docstring, scale_lora_layers

print(USE_PEFT_BACKEND, deprecate, is_torch_version, logging, replace_example_docstring, scale_lora_layers)
)py"),
            gives(R"py(
from mindone.diffusers.utils import (
    USE_PEFT_BACKEND,
    deprecate,
    is_torch_version,
    logging,
    replace_example_docstring,
    scale_lora_layers,
)

print(USE_PEFT_BACKEND, deprecate, is_torch_version, logging, replace_example_docstring, scale_lora_layers)
)py"));
}

TEST(ImportRules, AfterCode) {
  EXPECT_EQ(convert_text(R"py(
x = 1
import torch

y = torch.cat(x)
)py"),
            gives(R"py(
x = 1
from mindspore import mint

y = mint.cat(x)
)py"));
}

TEST(ImportRules, NoImportsAtAll) {
  constexpr std::string_view kText = R"py(
x = torch.cat(y)
)py";
  EXPECT_EQ(convert_text(kText), stays(kText));
}

TEST(ImportRules, InsideAFunction) {
  EXPECT_EQ(convert_text(R"py(
def f(x):
    import torch

    return torch.cat(x)
)py"),
            gives(R"py(
from mindspore import mint


def f(x):
    return mint.cat(x)
)py"));
}

TEST(ImportRules, NeverAboveADocstring) {
  EXPECT_EQ(convert_text(R"py(
"""What it is, with torch.Tensor."""


def f(x):
    from torch import cat

    return cat(x)
)py"),
            gives(R"py(
"""What it is, with ms.Tensor."""
from mindspore import mint


def f(x):
    return mint.cat(x)
)py"));
}

TEST(ImportRules, Semicolons) {
  EXPECT_EQ(convert_text(R"py(
import os; import torch; x = torch.cat(os.sep)
)py"),
            gives(R"py(
from mindspore import mint
import os; x = mint.cat(os.sep)
)py"));
}

TEST(ImportRules, AStatementBehindOnTheLine) {
  EXPECT_EQ(convert_text(R"py(
import torch; print(1)
)py"),
            gives(R"py(
print(1)
)py"));
}

TEST(ImportRules, InClassBody) {
  EXPECT_EQ(convert_text(R"py(
class A:
    import torch

    x = torch.zeros(1)
)py"),
            gives(R"py(
from mindspore import mint


class A:
    x = mint.zeros(1)
)py"));
}

}  // namespace
}  // namespace mintport::rules::imports_test
