// torch.nn.init: parameters are set to the result of an initializer.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::initializers_test {
namespace {

TEST(Initializer, SetsTheParameter) {
  EXPECT_EQ(convert_text(R"py(
import torch.nn as nn


def reset(m, w):
    nn.init.zeros_(w)
    nn.init.normal_(m.up.weight, std=1 / 4)
    nn.init.normal_(w, 0.5)
    nn.init.xavier_uniform_(m.net[0].weight, 0.02) if m.net else None  # inputs
)py"),
            gives(R"py(
from mindspore.common.initializer import Normal, XavierUniform, Zero, initializer


def reset(m, w):
    w.set_data(initializer(Zero(), w.shape, w.dtype))
    m.up.weight.set_data(initializer(Normal(sigma=1 / 4), m.up.weight.shape, m.up.weight.dtype))
    w.set_data(initializer(Normal(mean=0.5, sigma=1.0), w.shape, w.dtype))
    m.net[0].weight.set_data(initializer(XavierUniform(gain=0.02), m.net[0].weight.shape, m.net[0].weight.dtype)) if m.net else None  # inputs
)py"));
}

TEST(Initializer, SetsTheParameterOfItsData) {
  EXPECT_EQ(convert_text("import torch.nn as nn\n\nnn.init.zeros_(m.weight.data)\n"),
            gives("from mindspore.common.initializer import Zero, initializer\n\n"
                  "m.weight.set_data(initializer(Zero(), m.weight.shape, m.weight.dtype))\n"));
}

TEST(Initializer, KeepsTheImportThatAnArgumentReads) {
  EXPECT_EQ(convert_text("import numpy as np\nimport torch.nn as nn\n\nnn.init.normal_(w, std=np.sqrt(2))\n"),
            gives("import numpy as np\nfrom mindspore.common.initializer import Normal, initializer\n\n"
                  "w.set_data(initializer(Normal(sigma=np.sqrt(2)), w.shape, w.dtype))\n"));
}

TEST(Initializer, LeavesWhatIsNotCalledOrUsed) {
  constexpr std::string_view kText = R"py(
import torch.nn as nn


def reset(make, w):
    reset = {"zeros_": nn.init.zeros_}
    nn.init.ones_(make())
    return nn.init.ones_(w)
)py";
  EXPECT_EQ(convert_text(kText),
            stays(kText, {"unmapped 1 torch.nn", "unmapped 5 torch.nn.init.zeros_",
                          "unmapped 6 torch.nn.init.ones_", "unmapped 7 torch.nn.init.ones_"}));
}

}  // namespace
}  // namespace mintport::rules::initializers_test
