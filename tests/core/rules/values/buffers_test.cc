// Tensors in the place of registered buffers.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport {
namespace {

TEST(Buffer, IsRegisteredAnew) {
  EXPECT_EQ(convert_text(R"py(
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("scale", torch.ones(1), persistent=False)
        self.other = 1

    def update(self, x):
        self.scale = x * 2
        self.scale = None
        self.other = x


class Plain:
    def register(self):
        self.register_buffer("scale", 1)
        self.scale = 2
)py"),
            gives(R"py(
from mindspore import mint, nn


class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.register_buffer("scale", mint.ones(1), persistent=False)
        self.other = 1

    def update(self, x):
        self.register_buffer("scale", x * 2, persistent=False)
        self.scale = None
        self.other = x


class Plain:
    def register(self):
        self.register_buffer("scale", 1)
        self.scale = 2
)py"));
}

}  // namespace
}  // namespace mintport
