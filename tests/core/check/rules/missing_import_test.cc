#include "core/check/support.hh"

namespace mintport::testing {
namespace {

using Findings = std::vector<std::string>;

Texts importing(const std::string& text) {
  return {{"__init__.py", ""},
          {"models/__init__.py", lazy_package("{\"b\": [\"B\"]}", "    from .b import B\n")},
          {"models/b.py", "from .c import *\n\n\nclass B:\n    pass\n"},
          {"models/c.py", "one, two = 1, 2\n"},
          {"models/open.py", "def __getattr__(name):\n    return name\n"},
          {"models/a.py", text}};
}

TEST(MissingImport, ReportsModulesAndNamesThatThePortLacks) {
  EXPECT_EQ(
      SmallPort(importing(R"(
from . import nothing
from .b import A, B
from .d import D
from mindone.diffusers.models import C


def f():
    from ..other import x
)"))
          .findings("models/a.py"),
      (Findings{"1 missing-import mindone.diffusers.models.nothing",
                "2 missing-import mindone.diffusers.models.b.A",
                "3 missing-import mindone.diffusers.models.d", "4 missing-import mindone.diffusers.models.C",
                "8 missing-import mindone.diffusers.other"}));
}

TEST(MissingImport, FollowsLazyPackagesStarsAndSubmodules) {
  EXPECT_EQ(SmallPort(importing(R"(
from . import b, c
from .b import B, one, two
from .open import anything
from mindone.diffusers.models import B as Other
from mindone.diffusers.models.c import one
)"))
                .findings("models/a.py"),
            Findings{});
}

TEST(MissingImport, AsksTheTablesForPackagesThatAreNotThere) {
  EXPECT_EQ(SmallPort(importing(R"(
from mindone.transformers import CLIPTextModel, CLIPTextModle
from mindone.unheard_of import x
)"))
                .findings("models/a.py"),
            Findings{"1 missing-import mindone.transformers.CLIPTextModle"});
}

TEST(MissingImport, LeavesGuardedImportsAlone) {
  EXPECT_EQ(SmallPort(importing(R"(
try:
    from .d import D
except ImportError:
    D = None
if is_d_available():
    from .d import E
)"))
                .findings("models/a.py", {.off = {"undefined-name"}}),
            Findings{});
}

}  // namespace
}  // namespace mintport::testing
