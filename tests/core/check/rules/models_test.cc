// The rules on models: flags of siblings, attention, numpy.
#include "core/check/support.hh"

namespace mintport::testing {
namespace {

using Findings = std::vector<std::string>;

// A model in the file of its name, with this body.
std::string model(const std::string& flags, const std::string& base = "ModelMixin") {
  return "from ..base import ModelMixin\nfrom mindspore import nn\n\n\nclass Model(" + base + "):\n" + flags +
         "    def __init__(self):\n        self.blocks = nn.CellList([])\n";
}

Findings siblings(const std::string& last, const std::string& others) {
  Texts files{{"base.py", "class ModelMixin:\n    _supports_gradient_checkpointing = False\n"},
              {"models/last.py", last}};
  for (const char* name : {"a", "b", "c", "d"}) files["models/" + std::string(name) + ".py"] = model(others);
  CheckSettings settings;
  settings.only.emplace("sibling-flag");
  return SmallPort(std::move(files)).findings("models/last.py", settings);
}

TEST(SiblingFlag, ReportsWhatTheOtherModelsOfTheFolderSet) {
  EXPECT_EQ(
      siblings(model(""), "    _supports_gradient_checkpointing = True\n    _no_split_modules = [\"B\"]\n"),
      (Findings{"5 sibling-flag Model._no_split_modules",
                "5 sibling-flag Model._supports_gradient_checkpointing"}));
}

TEST(SiblingFlag, IsSilentWhereTheFlagIsSetOrNotUsual) {
  const std::string flag = "    _supports_gradient_checkpointing = True\n";
  EXPECT_EQ(siblings(model("    _supports_gradient_checkpointing = False\n"), flag), Findings{});
  EXPECT_EQ(siblings(model(""), "    other = True\n"), Findings{});
  // A model without blocks has nothing to recompute.
  EXPECT_EQ(siblings("from ..base import ModelMixin\n\n\nclass Model(ModelMixin):\n    pass\n", flag),
            Findings{});
}

TEST(AttentionProcessor, ReportsALayerThatComputesAttention) {
  EXPECT_EQ(found("attention-processor", R"(
from mindspore import mint, nn


class SelfAttention(nn.Cell):
    def construct(self, q, k, v):
        probs = mint.softmax(mint.matmul(q, k), dim=-1)
        return probs @ v
)"),
            Findings{});
  EXPECT_EQ(found("attention-processor", R"(
from mindspore import mint, nn


class SelfAttention(nn.Cell):
    def construct(self, q, k, v):
        scores = mint.matmul(q, k)
        probs = mint.softmax(scores, dim=-1)
        return probs @ v
)"),
            Findings{"7 attention-processor SelfAttention"});
}

TEST(AttentionProcessor, IsSilentAboutProcessorsAndOtherSoftmax) {
  EXPECT_EQ(found("attention-processor", R"(
from mindspore import mint, nn


class Processor:
    def __call__(self, attn, q, k, v):
        scores = mint.matmul(q, k)
        return mint.matmul(scores.softmax(-1), v)


class Classifier(nn.Cell):
    def construct(self, x):
        logits = mint.matmul(x, self.weight)
        return mint.softmax(logits, dim=-1)
)"),
            Findings{});
}

TEST(ConstructNumpy, ReportsCallsOnly) {
  EXPECT_EQ(found("construct-numpy", R"(
import numpy as np
from mindspore import nn


class A(nn.Cell):
    def construct(self, x, generator: np.random.Generator = None):
        n = int(np.ceil(x.shape[0] / 2))
        return x * np.pi * n

    def prepare(self, x):
        return np.ceil(x)
)"),
            Findings{"7 construct-numpy numpy.ceil"});
}

}  // namespace
}  // namespace mintport::testing
