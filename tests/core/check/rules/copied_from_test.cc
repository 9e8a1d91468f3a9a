#include "core/check/support.hh"

namespace mintport::testing {
namespace {

using Findings = std::vector<std::string>;

const std::string kSource = R"(
class A:
    @property
    def size(self):
        return A.SIZE

    # Copied from diffusers.models.x.X.f
    def f(self):
        return 1
)";

Texts with(const std::string& text) {
  return {{"models/__init__.py", ""}, {"models/a.py", kSource}, {"models/b.py", text}};
}

const std::string kDrifted = R"(
class B:
    @property
    # Copied from diffusers.models.a.A.size with A->B
    def size(self):
        return B.WIDTH

    def g(self):
        pass
)";

TEST(CopiedFrom, ReportsBlocksThatDriftedAndUpdatesThem) {
  const SmallPort port(with(kDrifted));
  EXPECT_EQ(port.findings("models/b.py"), Findings{"3 copied-from diffusers.models.a.A.size"});
  EXPECT_EQ(port.check("models/b.py")[0].finding.message,
            "differs from its source from line 5 on; update the copy, or remove the comment if it differs "
            "on purpose");
  std::string fixed = kDrifted.substr(1);
  fixed.replace(fixed.find("WIDTH"), 5, "SIZE");
  EXPECT_EQ(port.fixed("copied-from").at("models/b.py"), fixed);
}

TEST(CopiedFrom, IgnoresLayoutCommentsAndThePiecesOfStrings) {
  Texts files = with(R"(
# Copied from diffusers.models.c.f with one->two  # noqa
def f(two):
    # a comment of its own
    raise ValueError(
        "a long message "
        f"of {two}, in two pieces",
    )
)");
  files["models/c.py"] = R"(
def f(one):

    raise ValueError(f"a long message of {one}, in two pieces")  # noqa
)";
  EXPECT_EQ(SmallPort(files).findings("models/b.py"), Findings{});
  files["models/c.py"] += "    # one more line\n    return one\n";
  EXPECT_EQ(SmallPort(files).findings("models/b.py"), Findings{"1 copied-from diffusers.models.c.f"});
}

TEST(CopiedFrom, ComparesWholeClasses) {
  EXPECT_EQ(SmallPort(with(R"(
# Copied from diffusers.models.a.A with A->B
class B:
    @property
    def size(self):
        return B.SIZE
)"))
                .findings("models/b.py"),
            Findings{"1 copied-from diffusers.models.a.A"});
  EXPECT_EQ(SmallPort(with(R"(
# Copied from diffusers.models.a.A with A->B
class B:
    @property
    def size(self):
        return B.SIZE

    def f(self):
        return 1
)"))
                .findings("models/b.py"),
            Findings{});
}

TEST(CopiedFrom, ComparesHeadersOfOneLineWithThoseOfSeveral) {
  Texts files = with("# Copied from diffusers.models.c.f\ndef f(x, y):\n    return x\n");
  files["models/c.py"] = "def f(\n    x,\n    y,\n):\n    return x\n";
  EXPECT_EQ(SmallPort(files).findings("models/b.py"), Findings{});
  files["models/c.py"] = "def f(\n    x,\n    z,\n):\n    return x\n";
  const auto found = SmallPort(files).check("models/b.py");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].finding.fixes, std::vector<Fix>{});
}

TEST(CopiedFrom, DoesNotWriteNamesThatTheFileLacks) {
  Texts files = with("# Copied from diffusers.models.c.f\ndef f(x):\n    return x\n");
  files["models/c.py"] = "import math\n\n\ndef f(x):\n    return math.sqrt(x)\n";
  EXPECT_EQ(SmallPort(files).fixed("copied-from").at("models/b.py"), files.at("models/b.py"));
}

TEST(CopiedFrom, ReportsSourcesThatAreNotDefined) {
  EXPECT_EQ(SmallPort(with(R"(
# Copied from diffusers.models.a.C
class B:
    pass


# Copied from diffusers.models.not_ported.C
class C:
    pass


# Copied from transformers.models.a.D
class D:
    pass
)"))
                .findings("models/b.py"),
            Findings{"1 copied-from diffusers.models.a.C"});
}

}  // namespace
}  // namespace mintport::testing
