#include "core/convert/breaks.hh"

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport {
namespace {

using Breaks = std::vector<Break>;
using enum Break::Kind;

Breaks breaks(const std::string& text, const std::string& whole = "") {
  auto source = [](const std::string& bytes) {
    return std::make_shared<const Source>(*Source::make("models/a.py", bytes));
  };
  return find_breaks(source(text), "models/a.py", "diffusers", embedded_tables(),
                     whole.empty() ? nullptr : source(whole));
}

TEST(FindBreaks, LeavesWhatWorksAlone) {
  EXPECT_EQ(breaks("import mindspore as ms\nfrom mindspore import mint, nn, ops\n\n\nclass A(nn.Cell):\n"
                   "    def construct(self, x: ms.Tensor, torch=None):\n"
                   "        return ops.cat([mint.cat([x]), x.torch]).to(ms.float16), torch, 'torch.cat'\n"),
            Breaks{});
}

TEST(FindBreaks, FindsErrorsAndNamesOfTorch) {
  EXPECT_EQ(
      breaks("import torch\nimport torch.nn.functional as F\n\n\ndef f(x):\n    return F.silu(x)\n"),
      (Breaks{
          {torch, 1, "torch"}, {torch, 2, "torch.nn.functional"}, {torch, 6, "torch.nn.functional.silu"}}));
  const Breaks found = breaks("x = 1\n<<<<<<< ours\ny = 2\n");
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].kind, syntax);
}

TEST(FindBreaks, FindsNamesThatTheTargetLacks) {
  EXPECT_EQ(breaks("from mindspore import mint, no_such\nimport mindspore as ms\n\nx = mint.nothing(ms._c, "
                   "ms.float16)\n"),
            (Breaks{{no_target, 1, "mindspore.no_such"}, {no_target, 4, "mindspore.mint.nothing"}}));
}

TEST(FindBreaks, FindsImportsThatStayedInTheWorkTree) {
  const std::string whole = "from mindspore import mint, ops\n\n\ndef f(x):\n    return mint.cat(x, ops=1)\n";
  EXPECT_EQ(breaks("\n\ndef f(x):\n    return mint.cat(x, ops=1)\n", whole), (Breaks{{unbound, 4, "mint"}}));
  EXPECT_EQ(breaks(whole, whole), Breaks{});
}

TEST(NewBreaks, AreThoseThatStandMoreOften) {
  const Break first{torch, 1, "torch.a"}, again{torch, 5, "torch.a"}, other{no_target, 2, "mindspore.b"};
  EXPECT_EQ(new_breaks({first, other, again}, {{torch, 9, "torch.a"}}), (Breaks{other, again}));
}

}  // namespace
}  // namespace mintport
