// Distributions that a project requires, as pip reads them, and their replacements.

#include <gtest/gtest.h>

#include "core/rules/prose/distributions.hh"
#include "support/conversion/convert_text.hh"

namespace mintport::rules::distributions_test {
namespace {

using Parts = std::vector<std::string>;

// Name and replaceable part; "v" if a version is required.
Parts parts(std::string_view text) {
  const auto made = requirement_in(text);
  if (!made) return {};
  Parts out{std::string(made->name), std::string(made->what)};
  if (made->versioned) out.emplace_back("v");
  return out;
}

// "message -> instead"
std::string advice(std::string_view name) {
  const auto made = advice_on(embedded_tables(), name);
  return made ? made->message + " -> " + made->instead : "none";
}

TEST(Requirement, IsReadAsPipReadsIt) {
  EXPECT_EQ(parts("torch"), (Parts{"torch", "torch"}));
  EXPECT_EQ(parts(" torch[x, y] >= 2.0 , <3 ; python_version > '3.8'"),
            (Parts{"torch", "torch[x, y] >= 2.0 , <3", "v"}));
  EXPECT_EQ(parts("a_b.c-d~=1"), (Parts{"a_b.c-d", "a_b.c-d~=1", "v"}));
  EXPECT_EQ(parts("x @ https://y/z.whl"), (Parts{"x", "x @ https://y/z.whl"}));
  EXPECT_EQ(parts("git+https://x/y/z.git@v1#egg=w"), (Parts{"z", "git+https://x/y/z.git@v1#egg=w"}));
  EXPECT_EQ(parts(""), Parts());
  EXPECT_EQ(parts(">=2"), Parts());
  EXPECT_EQ(parts("a text of words"), Parts());
  EXPECT_EQ(parts("-r other.txt"), Parts());
  EXPECT_EQ(parts("torch_dtype=float16"), Parts());
  EXPECT_EQ(parts("torch==2"), (Parts{"torch", "torch==2", "v"}));
}

TEST(Requirement, AdviceIsReadOffTheTables) {
  EXPECT_EQ(advice("Torch"), "the port needs mindspore instead -> mindspore");
  EXPECT_EQ(advice("diffusers"), "the port is mindone.diffusers, part of mindone -> mindone");
  EXPECT_EQ(advice("optimum-quanto"), "the port does not need it: quanto needs torch -> ");
  EXPECT_EQ(advice("torchaudio"), "needs torch -> ");
  // Distributions that the port itself needs, or replaces only in part.
  EXPECT_EQ(advice("safetensors"), "none");
  EXPECT_EQ(advice("transformers"), "none");
  EXPECT_EQ(advice("numpy"), "none");
}

}  // namespace
}  // namespace mintport::rules::distributions_test
