// Module classes and their methods.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::modules_test {
namespace {

TEST(ModuleRules, ForwardIsConstruct) {
  EXPECT_EQ(convert_text(R"py(
import torch
import torch.nn as nn


class Block(nn.Module):
    def __init__(self, dim: int):
        super().__init__()
        self.proj = nn.Linear(dim, dim)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.proj(x)
)py"),
            gives(R"py(
import mindspore as ms
from mindspore import mint, nn


class Block(nn.Cell):
    def __init__(self, dim: int):
        super().__init__()
        self.proj = mint.nn.Linear(dim, dim)

    def construct(self, x: ms.Tensor) -> ms.Tensor:
        return self.proj(x)
)py"));
}

TEST(ModuleRules, CallsOfForward) {
  EXPECT_EQ(convert_text(R"py(
from torch import nn


class Base(nn.Module):
    def forward(self, x):
        return x


class Block(Base):
    def forward(self, x):
        x = super().forward(x)
        x = Base.forward(self, x)
        return self.forward(x)
)py"),
            gives(R"py(
from mindspore import nn


class Base(nn.Cell):
    def construct(self, x):
        return x


class Block(Base):
    def construct(self, x):
        x = super().construct(x)
        x = Base.construct(self, x)
        return self.construct(x)
)py"));
}

TEST(ModuleRules, OtherClassesKeepForward) {
  constexpr std::string_view kText = R"py(
class Player:
    def forward(self, n):
        return n

    def play(self):
        self.forward(1)
)py";
  EXPECT_EQ(convert_text(kText), stays(kText, {"maybe-tensor 6 .forward"}));
}

TEST(ModuleRules, ForwardOfAClassMadeFromTheLibrarysIsReported) {
  constexpr std::string_view kText = R"py(
from mindone.diffusers import Wide
from other import Deep


class A(Wide):
    def forward(self, x):
        return x


class B(Deep):
    def forward(self, x):
        return x
)py";
  std::string before(kText);
  before.replace(before.find("mindone."), 8, "");
  EXPECT_EQ(convert_text(before), gives(kText, {"difference 6 forward"}));
}

TEST(ModuleRules, ANestedFunctionKeepsItsName) {
  EXPECT_EQ(convert_text(R"py(
import torch


class Block(torch.nn.Module):
    def make(self):
        def forward(x):
            return x

        return forward
)py"),
            gives(R"py(
from mindspore import nn


class Block(nn.Cell):
    def make(self):
        def forward(x):
            return x

        return forward
)py"));
}

TEST(ModuleRules, ModelMixinIsAModule) {
  EXPECT_EQ(convert_text(R"py(
from ..modeling_utils import ModelMixin


class Model(ModelMixin):
    def forward(self, x):
        return x
)py"),
            gives(R"py(
from ..modeling_utils import ModelMixin


class Model(ModelMixin):
    def construct(self, x):
        return x
)py"));
}

TEST(ModuleRules, MethodsThatCellNamesOtherwise) {
  EXPECT_EQ(convert_text(R"py(
import torch.nn as nn


class Block(nn.Module):
    def freeze(self):
        self.eval()
        for p in self.parameters():
            p.requires_grad = False
        for name, child in self.named_children():
            print(name)
        for m in self.modules():
            pass
)py"),
            gives(R"py(
from mindspore import nn


class Block(nn.Cell):
    def freeze(self):
        self.set_train(False)
        for p in self.get_parameters():
            p.requires_grad = False
        for name, child in self.name_cells().items():
            print(name)
        for _, m in self.cells_and_names():
            pass
)py"));
}

TEST(ModuleRules, ParametersAreParameters) {
  EXPECT_EQ(convert_text(R"py(
import torch
from torch import nn


class Scale(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(n))
        self.register_buffer("steps", torch.zeros(n), persistent=False)
)py"),
            gives(R"py(
import mindspore as ms
from mindspore import mint, nn


class Scale(nn.Cell):
    def __init__(self, n):
        super().__init__()
        self.weight = ms.Parameter(mint.ones(n), name="weight")
        self.register_buffer("steps", mint.zeros(n), persistent=False)
)py"));
}

TEST(ModuleRules, AClassOfThatNameOnly) {
  EXPECT_EQ(convert_text(R"py(
import torch.nn as nn


class Wrapper:
    def __init__(self, net: nn.Module):
        self.net = net

    def run(self, x):
        return self.net.forward(x), self.net.train()
)py"),
            gives(R"py(
from mindspore import nn


class Wrapper:
    def __init__(self, net: nn.Cell):
        self.net = net

    def run(self, x):
        return self.net.construct(x), self.net.set_train()
)py"));
}

TEST(ModuleRules, AsyncAndDecorated) {
  EXPECT_EQ(convert_text(R"py(
import torch


class A(torch.nn.Module):
    @torch.no_grad()
    @other
    def forward(self, x, *args, **kwargs):
        return x

    async def later(self):
        return await self.forward(1)
)py"),
            gives(R"py(
from mindspore import nn


class A(nn.Cell):
    @other
    def construct(self, x, *args, **kwargs):
        return x

    async def later(self):
        return await self.construct(1)
)py"));
}

TEST(ModuleRules, TrainOfAnUnknownObject) {
  constexpr std::string_view kText = R"py(
def f(trainer, model):
    trainer.train()
    model.train(epochs)
    model.eval()
    model.train()
)py";
  EXPECT_EQ(convert_text(kText), stays(kText, {"maybe-tensor 4 .eval", "maybe-tensor 5 .train"}));
}

TEST(ModuleRules, RequiresGradOfAnUnknownObject) {
  constexpr std::string_view kText = R"py(
def f(model, p):
    model.requires_grad_(False)
    p.requires_grad = False
)py";
  EXPECT_EQ(convert_text(kText), stays(kText, {"unmapped 2 .requires_grad_"}));
}

TEST(ModuleRules, ModulesComeInPairs) {
  EXPECT_EQ(convert_text(R"py(
from torch import nn


class Net(nn.Module):
    def walk(self):
        for m in self.modules():
            m()
        for child in self.children():
            child()
        return sum(isinstance(m, nn.Linear) for m in self.modules()), list(self.modules())
)py"),
            gives(R"py(
from mindspore import mint, nn


class Net(nn.Cell):
    def walk(self):
        for _, m in self.cells_and_names():
            m()
        for child in self.name_cells().values():
            child()
        return sum(isinstance(m, mint.nn.Linear) for _, m in self.cells_and_names()), list(self.modules())
)py",
                  {"difference 10 .modules"}));
}

}  // namespace
}  // namespace mintport::rules::modules_test
