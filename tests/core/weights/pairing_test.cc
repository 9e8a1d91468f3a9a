#include "core/weights/pairing.hh"

#include <gtest/gtest.h>

namespace mintport::weights {
namespace {

TEST(Pairing, PutsTheUnpairedFirst) {
  EXPECT_EQ(pair_names({"norm.weight", "conv.weight", "gone.bias"}, {"norm.gamma", "new", "conv.weight"}),
            (std::vector<NamePair>{
                {.torch = 2}, {.mindspore = 1}, {.torch = 0, .mindspore = 0}, {.torch = 1, .mindspore = 2}}));
}

TEST(Pairing, KnowsMindSporeSNames) {
  EXPECT_EQ(torch_name_of("a.gamma"), "a.weight");
  EXPECT_EQ(torch_name_of("a.embedding_table"), "a.weight");
  EXPECT_EQ(torch_name_of("a.moving_variance"), "a.running_var");
  EXPECT_EQ(torch_name_of("gamma"), "gamma");
}

TEST(Pairing, HasBothFrameworksLayers) {
  EXPECT_EQ(layers().parameters.at("torch.nn.LayerNorm"), (std::vector<std::string>{"weight", "bias"}));
  EXPECT_EQ(layers().parameters.at("mindspore.nn.LayerNorm"), (std::vector<std::string>{"gamma", "beta"}));
}

}  // namespace
}  // namespace mintport::weights
