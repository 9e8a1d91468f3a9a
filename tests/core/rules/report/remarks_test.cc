// Findings without a rewrite.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::remarks_test {
namespace {

TEST(RemarkRules, StarImports) {
  constexpr std::string_view kText = R"py(
from torch.nn.functional import *

x = relu(y)
)py";
  EXPECT_EQ(convert_text(kText), stays(kText, {"dynamic-import 1 torch.nn.functional.*"}));
}

TEST(RemarkRules, PartsOfADevice) {
  const std::string text =
      "def f(x, index):\n    if x.device.type == \"cpu\":\n        return x.device.index\n    return "
      "x.kind.type, "
      "x.device.type(), index.index\n";
  EXPECT_EQ(convert_text(text), stays(text, {"device-check 2 .device.type", "device-check 3 .device.index"}));
}

TEST(RemarkRules, LoadedByName) {
  constexpr std::string_view kText = R"py(
import importlib

module = importlib.import_module("plugins.models")
)py";
  EXPECT_EQ(convert_text(kText), stays(kText, {"dynamic-import 3 importlib.import_module"}));
}

TEST(RemarkRules, AttentionByHand) {
  EXPECT_EQ(convert_text(R"py(
import torch


def attend(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor):
    scores = torch.matmul(query, key.transpose(-1, -2))
    return torch.matmul(scores.softmax(dim=-1), value)
)py"),
            gives(R"py(
import mindspore as ms
from mindspore import mint


def attend(query: ms.Tensor, key: ms.Tensor, value: ms.Tensor):
    scores = mint.matmul(query, key.swapaxes(-1, -2))
    return mint.matmul(scores.softmax(axis=-1), value)
)py",
                  {"attention 7 softmax"}));
}

TEST(RemarkRules, SoftmaxAlone) {
  EXPECT_EQ(convert_text(R"py(
import torch


def probabilities(x: torch.Tensor):
    return x.softmax(dim=-1)
)py"),
            gives(R"py(
import mindspore as ms


def probabilities(x: ms.Tensor):
    return x.softmax(axis=-1)
)py"));
}

TEST(RemarkRules, FusedAttention) {
  EXPECT_EQ(convert_text(R"py(
import torch.nn.functional as F


def attend(q, k, v):
    return F.scaled_dot_product_attention(q, k, v, dropout_p=0.0, is_causal=False)
)py"),
            gives(R"py(
from .layers_compat import scaled_dot_product_attention


def attend(q, k, v):
    return scaled_dot_product_attention(q, k, v, dropout_p=0.0, is_causal=False)
)py"));
}

TEST(RemarkRules, AModuleNamedInTextMovesWithTheOthers) {
  EXPECT_EQ(convert_text(R"py(
import importlib

a = importlib.import_module("diffusers")
b = importlib.import_module("json")
)py"),
            gives(R"py(
import importlib

a = importlib.import_module("mindone.diffusers")
b = importlib.import_module("json")
)py",
                  {"dynamic-import 4 importlib.import_module"}));
}

TEST(RemarkRules, TorchFromAStarImportOfTheProject) {
  constexpr std::string_view kText = "from .base import *\n\nx = torch.ones(1)\n";
  EXPECT_EQ(convert_text(kText), stays(kText, {"dynamic-import 1 diffusers.models.base.*"}));
  constexpr std::string_view kOther = "from .base import *\n\nx = made.ones(1)\n";
  EXPECT_EQ(convert_text(kOther), stays(kOther));
}

}  // namespace
}  // namespace mintport::rules::remarks_test
