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
  EXPECT_EQ(
      port.check("models/b.py")[0].finding.message,
      "differs from its source from line 5 on; update the copy (--fix), or remove the comment if it differs "
      "on purpose");
  std::string fixed = kDrifted.substr(1);
  fixed.replace(fixed.find("WIDTH"), 5, "SIZE");
  EXPECT_EQ(port.fixed("copied-from").at("models/b.py"), fixed);
}

TEST(CopiedFrom, IgnoresLayoutAndComments) {
  EXPECT_EQ(SmallPort(with(R"(
# Copied from diffusers.models.a.A with A->B
class B:
    @property
    def size(self):
        return (
            B.SIZE
        )
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
