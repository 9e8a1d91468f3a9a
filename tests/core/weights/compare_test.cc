#include "core/weights/compare.hh"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/weights/mindspore.hh"
#include "core/weights/safetensors.hh"
#include "support.hh"

namespace mintport::weights {
namespace {

using Kind = Difference::Kind;

class Compare : public ::testing::Test {
 protected:
  Comparison run(std::vector<Output> a, std::vector<Output> b, Tolerance tolerance = {}) {
    EXPECT_TRUE(write_safetensors(folder_ / "a.safetensors", std::move(a), {}, {}).has_value());
    EXPECT_TRUE(write_mindspore(folder_ / "b.ckpt", b, {}).has_value());
    const auto first = open_checkpoint(folder_ / "a.safetensors"),
               second = open_checkpoint(folder_ / "b.ckpt");
    const auto comparison = compare(*first, *second, tolerance, {});
    EXPECT_TRUE(comparison.has_value());
    return *comparison;
  }
  TempDir folder_;
};

TEST_F(Compare, PairsByTheRulesNames) {
  EXPECT_EQ(run({floats("n.weight", {1}, {1}), floats("n.bias", {1}, {2})},
                {floats("n.gamma", {1}, {1}), floats("n.beta", {1}, {2})}),
            (Comparison{.compared = 2}));
}

TEST_F(Compare, TellsWhatDiffers) {
  const Comparison comparison = run({floats("only", {1}, {1}), floats("shape", {2}, {1, 2}),
                                     floats("value", {3}, {1, 2, 3}), floats("near", {1}, {1})},
                                    {floats("shape", {1, 2}, {1, 2}), floats("value", {3}, {1, 2.5, 3}),
                                     floats("near", {1}, {1.0009765625F}), floats("more", {1}, {1})});
  EXPECT_EQ(comparison,
            (Comparison{.compared = 2,
                        .differences = {{.kind = Kind::missing, .name = "only"},
                                        {.kind = Kind::shape, .name = "shape", .a = {2}, .b = {1, 2}},
                                        {.kind = Kind::value, .name = "value", .largest = 0.5, .outside = 1},
                                        {.kind = Kind::extra, .name = "more"}},
                        .largest = 0.5,
                        .largest_in = "value"}));
}

TEST_F(Compare, ComparesTypesByTheirNumbers) {
  const Comparison comparison = run({floats("x", {1}, {1.5})}, {output("x", DType::bf16, {1}, "\xc0\x3f")});
  EXPECT_EQ(comparison, (Comparison{.compared = 1, .other_types = {"x"}}));
}

TEST_F(Compare, TakesNanForNanAndInfinityForInfinity) {
  const float nan = std::nanf(""), infinity = std::numeric_limits<float>::infinity();
  EXPECT_TRUE(run({floats("x", {2}, {nan, infinity})}, {floats("x", {2}, {nan, infinity})}).same());
  EXPECT_FALSE(run({floats("x", {1}, {nan})}, {floats("x", {1}, {1})}).same());
  EXPECT_FALSE(run({floats("x", {1}, {1})}, {floats("x", {1}, {infinity})}).same());
}

}  // namespace
}  // namespace mintport::weights
