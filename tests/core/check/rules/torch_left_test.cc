#include "core/check/support.hh"

namespace mintport::testing {
namespace {

using Findings = std::vector<std::string>;

TEST(TorchLeft, ReportsImportsOfTorchAndOfItsPackages) {
  EXPECT_EQ(found("torch-left", R"(
import torch
import torch.nn.functional as F
from torchvision import transforms


def load(path):
    import torch

    return torch.load(path)
)"),
            (Findings{"1 torch-left torch", "2 torch-left torch", "3 torch-left torchvision",
                      "7 torch-left torch"}));
}

TEST(TorchLeft, LeavesGuardedImportsAlone) {
  EXPECT_EQ(found("torch-left", R"(
from typing import TYPE_CHECKING

from .torch_utils import randn

try:
    import torch
except ImportError:
    torch = None
if is_torch_available():
    import torch
if TYPE_CHECKING:
    import torch
)"),
            Findings{});
}

TEST(TorchLeft, SaysNothingOfTheLibraryItself) {
  EXPECT_EQ(SmallPort(Texts{{"a.py", "import torch\n"}}, "diffusers").findings("a.py"), Findings{});
}

}  // namespace
}  // namespace mintport::testing
