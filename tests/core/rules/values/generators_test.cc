// Random generators.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::generators_test {
namespace {

TEST(GeneratorRules, InAnnotations) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(g: Optional[Union[torch.Generator, List[torch.Generator]]] = None):
    return g
)py"),
            gives(R"py(
import numpy as np


def f(g: Optional[Union[np.random.Generator, List[np.random.Generator]]] = None):
    return g
)py"));
}

TEST(GeneratorRules, WithTheirSeedAndWhatTheyWereMadeOn) {
  EXPECT_EQ(convert_text(R"py(
import torch

g = torch.Generator().manual_seed(0)


def f(seed, which, device="cpu"):
    on = which if which != "mps" else "cpu"
    return torch.Generator(on).manual_seed(seed), torch.Generator(device=device).manual_seed(seed)
)py"),
            gives(R"py(
import numpy as np

g = np.random.default_rng(0)


def f(seed, which):
    return np.random.default_rng(seed), np.random.default_rng(seed)
)py"));
}

TEST(GeneratorRules, WithoutASeedAreReported) {
  EXPECT_EQ(convert_text("import torch\n\ng = torch.Generator(\"cuda\")\nx = torch.Generator\n"),
            gives("import numpy as np\n\ng = np.random.default_rng()\nx = np.random.Generator\n",
                  {"difference 3 torch.Generator"}));
}

TEST(GeneratorRules, SeedingAnewIsReported) {
  constexpr std::string_view kText = R"py(
def f(self, generator, seed):
    generator = generator.manual_seed(seed)
    self.g.manual_seed(seed)
    return generator.seed(seed)
)py";
  EXPECT_EQ(convert_text(kText), stays(kText, {"unmapped 2 .manual_seed", "unmapped 3 .manual_seed"}));
}

TEST(GeneratorRules, TheSeedOfAllIsNoGenerator) {
  EXPECT_EQ(convert_text("import torch\n\n\ndef f(seed):\n    torch.manual_seed(seed)\n    return "
                         "torch.manual_seed(seed)\n"),
            gives("import mindspore as ms\n\n\ndef f(seed):\n    ms.manual_seed(seed)\n    return "
                  "ms.manual_seed(seed)\n",
                  {"difference 6 torch.manual_seed"}));
}

}  // namespace
}  // namespace mintport::rules::generators_test
