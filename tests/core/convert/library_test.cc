// Libraries are data: transformers is converted by its profile alone, without C++ code.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport {
namespace {

const Tables& transformers_tables() {
  static const Tables tables = tables_with(*Profile::load("transformers").value());
  return tables;
}

std::string converted(std::string text, const Tables& tables) {
  const ConvertOptions options{.path = "models/bert/modeling_bert.py", .package = "transformers"};
  return conversion_of(std::move(text), options, tables).text;
}

constexpr const char* kText = R"py(import torch
from torch import nn

from ...modeling_layers import GradientCheckpointingLayer
from ...utils import is_torch_xla_available


if is_torch_xla_available():
    import torch_xla.core.xla_model as xm


class BertLayer(GradientCheckpointingLayer):
    def __init__(self, n):
        super().__init__()
        self.dense = nn.Linear(n, n)

    def forward(self, hidden_states: torch.Tensor):
        return torch.tanh(self.dense(hidden_states))
)py";

TEST(Library, ASecondOneIsItsProfile) {
  EXPECT_EQ(converted(kText, transformers_tables()), R"py(import mindspore as ms
from mindspore import mint

from ...modeling_layers import GradientCheckpointingLayer




class BertLayer(GradientCheckpointingLayer):
    def __init__(self, n):
        super().__init__()
        self.dense = mint.nn.Linear(n, n)

    def construct(self, hidden_states: ms.Tensor):
        return mint.tanh(self.dense(hidden_states))
)py");
}

// The profile of another library knows neither its helpers nor its bases.
TEST(Library, AnotherOnesProfileDoesNotDoIt) {
  const std::string text = converted(kText, mindone_tables());
  EXPECT_NE(text.find("is_torch_xla_available"), std::string::npos);
  EXPECT_NE(text.find("def forward"), std::string::npos);
}

TEST(Library, KnowsItsNames) {
  const LibraryFacts& library = default_library();
  EXPECT_TRUE(library.has(library.package));
  EXPECT_TRUE(library.has(library.package + ".models"));
  EXPECT_FALSE(library.has(library.package + "_more.models"));
  EXPECT_EQ(library.in_port(library.package + ".models"), library.port + ".models");
  EXPECT_EQ(library.in_port("numpy"), "numpy");
  EXPECT_EQ(library.helper(library.package + ".a.b"), library.helpers + ".b");
}

}  // namespace
}  // namespace mintport
