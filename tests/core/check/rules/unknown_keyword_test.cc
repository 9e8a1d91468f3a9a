#include "core/check/support.hh"

namespace mintport::testing {
namespace {

using Findings = std::vector<std::string>;

TEST(UnknownKeyword, ReportsWhatMindSporeDoesNotTake) {
  EXPECT_EQ(found("unknown-keyword", R"(
from mindspore import mint

x = mint.ones((2, 2), device="cpu")
y = mint.ones((2, 2), dtype=None, **options)
z = mint.unheard_of(device=1)
)"),
            Findings{"3 unknown-keyword mindspore.mint.ones(device)"});
}

const Texts kPort = {{"__init__.py", ""}, {"models/__init__.py", ""}, {"models/b.py", R"(
def plain(x, *, y=1):
    pass


def open_ended(x, **kwargs):
    pass


@cached
def decorated(x):
    pass


class Base:
    def __init__(self, width, depth=1):
        pass

    def run(self, x):
        pass


class Configured(Base):
    @register_to_config
    def __init__(self, width):
        pass


class Derived(Base):
    pass


class Unknown(Elsewhere):
    pass


@dataclass
class Data:
    def __init__(self, x):
        pass
)"}};

TEST(UnknownKeyword, ReportsWhatFunctionsAndClassesOfThePortDoNotTake) {
  Texts files = kPort;
  files["models/a.py"] = R"(
from . import b
from .b import Base, Configured, Derived, plain


def own(x):
    return own(x=1, y=2)


plain(1, y=2, z=3)
b.plain(x=1, z=3)
Base(width=1, height=2)
Configured(width=1, depth=2)
Derived(depth=1, height=2)
)";
  EXPECT_EQ(SmallPort(files).findings("models/a.py"),
            (Findings{"6 unknown-keyword own(y)", "9 unknown-keyword plain(z)", "10 unknown-keyword plain(z)",
                      "11 unknown-keyword Base(height)", "12 unknown-keyword Configured(depth)",
                      "13 unknown-keyword Derived(height)"}));
}

TEST(UnknownKeyword, ReportsWhatAMethodOfSelfDoesNotTake) {
  Texts files = kPort;
  files["models/a.py"] = R"(
from .b import Base


class A(Base):
    def __init__(self):
        self.taken = lambda **kwargs: kwargs

    def f(self, x):
        return self.f(x=1, y=2), self.run(y=3), self.taken(y=4), self.unknown(y=5)

    def taken(self):
        pass
)";
  EXPECT_EQ(SmallPort(files).findings("models/a.py"),
            (Findings{"9 unknown-keyword f(y)", "9 unknown-keyword run(y)"}));
}

TEST(UnknownKeyword, IsSilentWhereTheCalleeIsUnknown) {
  Texts files = kPort;
  files["models/a.py"] = R"(
from elsewhere import other
from .b import Data, Unknown, decorated, open_ended


def f(plain):
    return plain(z=1)


other(z=1)
open_ended(z=1)
decorated(z=1)
Unknown(z=1)
Data(z=1)
)";
  EXPECT_EQ(SmallPort(files).findings("models/a.py", {.only = {"unknown-keyword"}}), Findings{});
}

}  // namespace
}  // namespace mintport::testing
