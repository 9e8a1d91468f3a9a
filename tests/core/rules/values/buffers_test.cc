// Assignments to registered buffers.

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
        self.scale += x if x else 1
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
        self.scale.copy_(self.scale + (x if x else 1))
        self.register_buffer("scale", x * 2, persistent=False)
        self.scale = None
        self.other = x


class Plain:
    def register(self):
        self.register_buffer("scale", 1)
        self.scale = 2
)py"));
}

// If the buffer may not exist yet, and if a parameter has its name.
TEST(Buffer, OfAnotherBranchStays) {
  EXPECT_EQ(convert_text(R"py(
from torch import nn


class Net(nn.Module):
    def __init__(self, x, learned):
        super().__init__()
        self.scale = x
        if learned:
            self.pos = nn.Parameter(x)
        else:
            self.register_buffer("pos", x)
            self.register_buffer("scale", x)
            self.scale = x * 2
        self.pos = x

    def learn(self, x):
        self.pos = nn.Parameter(x)
)py"),
            gives(R"py(
import mindspore as ms
from mindspore import nn


class Net(nn.Cell):
    def __init__(self, x, learned):
        super().__init__()
        self.scale = x
        if learned:
            self.pos = ms.Parameter(x, name="pos")
        else:
            self.register_buffer("pos", x)
            self.register_buffer("scale", x)
            self.register_buffer("scale", x * 2)
        self.pos = x

    def learn(self, x):
        self.pos = ms.Parameter(x, name="pos")
)py",
                  {"difference 15 self.pos"}));
}

}  // namespace
}  // namespace mintport
