#include "core/check/support.hh"

namespace mintport::testing {
namespace {

using Findings = std::vector<std::string>;

TEST(TargetName, ReportsWhatMindSporeLacks) {
  EXPECT_EQ(found("target-name", R"(
import mindspore as ms
from mindspore import mint
from mindspore.mint import catt

x = mint.nn.funtional.pad(ms.Tensor(1), (1, 1))
)"),
            (Findings{"3 target-name mindspore.mint.catt", "5 target-name mindspore.mint.nn.funtional"}));
}

TEST(TargetName, KnowsNothingOfPrivateNamesAndUnlistedModules) {
  EXPECT_EQ(found("target-name", R"(
import mindspore as ms
from mindspore import mint
from mindspore.ops.operations.nn_ops import FlashAttentionScore
from mindspore.common._stub_tensor import StubTensor

try:
    from mindspore.mint import brand_new
except ImportError:
    brand_new = None

x = mint.nn.functional.pad(ms.Tensor(1), (1, 1)).astype(ms.float32)
y = ms.common._private.thing
)"),
            Findings{});
}

TEST(TargetName, OffersSimilarNames) {
  const SmallPort port(Texts{{"a.py", "from mindspore import mint\n\nx = mint.nn.funtional.relu(1)\n"}});
  const auto all = port.check("a.py");
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].finding.message,
            "mindspore.mint.nn has no 'funtional' in mindspore 2.10; similar: functional");
  EXPECT_EQ(all[0].finding.fixes, std::vector<Fix>{make_fix("write 'functional'", Applicability::maybe,
                                                            {{{40, 49}, "functional"}})});
}

}  // namespace
}  // namespace mintport::testing
