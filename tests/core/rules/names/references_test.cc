// torch names in code.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::references_test {
namespace {

TEST(ReferenceRules, FunctionsThroughTheModule) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x):
    return torch.cat([x, torch.zeros(1)])
)py"),
            gives(R"py(
from mindspore import mint


def f(x):
    return mint.cat([x, mint.zeros(1)])
)py"));
}

TEST(ReferenceRules, FunctionalUnderItsUsualName) {
  EXPECT_EQ(convert_text(R"py(
import torch.nn.functional as F


def f(x):
    return F.silu(x)
)py"),
            gives(R"py(
from mindspore import mint


def f(x):
    return mint.nn.functional.silu(x)
)py"));
}

TEST(ReferenceRules, NamesImportedOneByOne) {
  EXPECT_EQ(convert_text(R"py(
from torch import cat, Tensor as T
from torch.nn.functional import silu as swish


def f(x: T) -> T:
    return swish(cat([x, x]))
)py"),
            gives(R"py(
import mindspore as ms
from mindspore import mint


def f(x: ms.Tensor) -> ms.Tensor:
    return mint.nn.functional.silu(mint.cat([x, x]))
)py"));
}

TEST(ReferenceRules, DtypesAndClasses) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.FloatTensor, dtype: torch.dtype = torch.float32) -> torch.Tensor:
    return x.to(dtype)
)py"),
            gives(R"py(
import mindspore as ms


def f(x: ms.Tensor, dtype: ms.Type = ms.float32) -> ms.Tensor:
    return x.to(dtype)
)py"));
}

TEST(ReferenceRules, LayersStayInMint) {
  EXPECT_EQ(convert_text(R"py(
import torch.nn as nn

layer = nn.Linear(3, 4)
blocks = nn.ModuleList([nn.Sequential(layer, nn.SiLU())])
)py"),
            gives(R"py(
from mindspore import mint, nn

layer = mint.nn.Linear(3, 4)
blocks = nn.CellList([nn.SequentialCell(layer, mint.nn.SiLU())])
)py"));
}

TEST(ReferenceRules, AFunctionAsAValue) {
  EXPECT_EQ(convert_text(R"py(
import torch

ACTIVATIONS = {"relu": torch.relu, "abs": torch.abs}
)py"),
            gives(R"py(
from mindspore import mint

ACTIVATIONS = {"relu": mint.nn.functional.relu, "abs": mint.abs}
)py"));
}

TEST(ReferenceRules, UnmappedNamesStayAndAreTold) {
  constexpr std::string_view kText = R"py(
import torch

x = torch.quantize_per_tensor(y, 1, 0, torch.quint8)
)py";
  EXPECT_EQ(convert_text(kText), stays(kText, {"unmapped 1 torch", "unmapped 3 torch.quantize_per_tensor",
                                               "unmapped 3 torch.quint8"}));
}

TEST(ReferenceRules, UnknownNamesStayAndAreTold) {
  constexpr std::string_view kText = R"py(
import torch

x = torch.no_such_thing(y)
)py";
  EXPECT_EQ(convert_text(kText), stays(kText, {"unmapped 1 torch", "unknown 3 torch.no_such_thing"}));
}

TEST(ReferenceRules, AMixKeepsTheImport) {
  EXPECT_EQ(convert_text(R"py(
import torch

x = torch.cat(y)
z = torch.no_such_thing(x)
)py"),
            gives(R"py(
from mindspore import mint
import torch

x = mint.cat(y)
z = torch.no_such_thing(x)
)py",
                  {"unmapped 2 torch", "unknown 5 torch.no_such_thing"}));
}

TEST(ReferenceRules, TheModuleAsAValue) {
  constexpr std::string_view kText = R"py(
import torch

x = getattr(torch, name)
)py";
  EXPECT_EQ(convert_text(kText), stays(kText, {"unmapped 1 torch", "unknown 3 torch"}));
}

TEST(ReferenceRules, LocalNamesAreLeftAlone) {
  constexpr std::string_view kText = R"py(
def f(torch, F, nn):
    return torch.cat(F.silu(nn.Linear))
)py";
  EXPECT_EQ(convert_text(kText), stays(kText));
}

TEST(ReferenceRules, NothingOfTorch) {
  constexpr std::string_view kText = R"py(
import numpy as np

x = np.concatenate([y, z])
)py";
  EXPECT_EQ(convert_text(kText), stays(kText));
}

TEST(ReferenceRules, NamesThatAreTakenAlready) {
  EXPECT_EQ(convert_text(R"py(
import torch
import torch.nn as tnn

nn = 3
ms = 4
x = tnn.ModuleList([])
y = torch.float32
)py"),
            gives(R"py(
import mindspore

nn = 3
ms = 4
x = mindspore.nn.CellList([])
y = mindspore.float32
)py"));
}

TEST(ReferenceRules, InsideFStrings) {
  EXPECT_EQ(convert_text(R"py(
import torch

print(f"{torch.cat(x).shape} and torch.cat stays {torch.__version__!r}")
)py"),
            gives(R"py(
import mindspore as ms
from mindspore import mint

print(f"{mint.cat(x).shape} and torch.cat stays {ms.__version__!r}")
)py",
                  {"difference 4 torch.__version__"}));
}

TEST(ReferenceRules, IsInstanceAndMatch) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x):
    match x:
        case torch.Tensor():
            return x
        case torch.float16 | torch.bfloat16:
            return None
    return isinstance(x, (torch.Tensor, torch.nn.Module))
)py"),
            gives(R"py(
import mindspore as ms
from mindspore import nn


def f(x):
    match x:
        case ms.Tensor():
            return x
        case ms.float16 | ms.bfloat16:
            return None
    return isinstance(x, (ms.Tensor, nn.Cell))
)py"));
}

TEST(ReferenceRules, OptimizersAreCalledWithGradients) {
  EXPECT_EQ(
      convert_text("import torch\n\no = torch.optim.SGD(p, lr=1)\n"),
      gives("from mindspore import mint\n\no = mint.optim.SGD(p, lr=1)\n", {"difference 3 torch.optim.SGD"}));
}

TEST(ReferenceRules, TheProfileWritesOutWhatTheSourceWritesOut) {
  EXPECT_EQ(convert_by_habit(R"py(
import torch


def f(m: torch.nn.Module):
    """
    Args:
        m (`torch.nn.Module`): A module.
    """
    return isinstance(m, torch.nn.ModuleList)
)py",
                             "hooks/a.py"),
            gives(R"py(
import mindspore as ms


def f(m: ms.nn.Cell):
    """
    Args:
        m (`ms.nn.Cell`): A module.
    """
    return isinstance(m, ms.nn.CellList)
)py"));
  EXPECT_EQ(convert_by_habit(R"py(
import torch


def f(m: torch.nn.Module):
    return torch.nn.Linear(1, 2)
)py",
                             "hooks/a.py"),
            gives(R"py(
from mindspore import mint, nn


def f(m: nn.Cell):
    return mint.nn.Linear(1, 2)
)py"));
  EXPECT_EQ(convert_by_habit(R"py(
import torch
from torch import nn


def f(m: torch.nn.Module):
    return nn.ModuleList([m])
)py",
                             "hooks/a.py"),
            gives(R"py(
from mindspore import nn


def f(m: nn.Cell):
    return nn.CellList([m])
)py"));
}

TEST(References, FunctionsOfAnotherLibraryByTheirFullName) {
  EXPECT_EQ(convert_text(R"py(
import safetensors
import safetensors.torch
from safetensors import safe_open


def load(path):
    with safetensors.safe_open(path, framework="np", device="cpu") as file:
        first = file.metadata()
    return safetensors.torch.load_file(path, device="cpu"), safe_open(path, framework="pt"), first
)py"),
            gives(R"py(
import safetensors
from safetensors import safe_open
from mindone.safetensors.mindspore import load_file


def load(path):
    with safetensors.safe_open(path, framework="np", device="cpu") as file:
        first = file.metadata()
    return load_file(path), safe_open(path, framework="pt"), first
)py",
                  {"difference 9 safetensors.safe_open"}));
}

TEST(References, TheImportOfASubmoduleStillBindsItsPackage) {
  EXPECT_EQ(convert_text(R"py(
import safetensors.torch

x = safetensors.torch.load_file("a")
y = safetensors.safe_open("a", framework="np")
)py"),
            gives(R"py(
import safetensors
from mindone.safetensors.mindspore import load_file

x = load_file("a")
y = safetensors.safe_open("a", framework="np")
)py"));
}

TEST(References, WhatASubmoduleLacksIsReportedAndKeepsTheImport) {
  EXPECT_EQ(convert_text(R"py(
import safetensors.torch

safetensors.torch.save_model(model, "a")
)py"),
            stays(R"py(
import safetensors.torch

safetensors.torch.save_model(model, "a")
)py",
                  {"unmapped 3 safetensors.torch.save_model"}));
}

}  // namespace
}  // namespace mintport::rules::references_test
