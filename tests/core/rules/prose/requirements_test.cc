
#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::requirements_test {
namespace {

TEST(Requirement, StringsThatAskForAVersionAreReported) {
  EXPECT_EQ(convert_text(R"(
setup(a=["torch>=1.4", "numpy>=1", "accelerate>=0.31.0", "torch >= 2 here", "torch"], b=f"torch>={c}1")
)"),
            stays(R"(
setup(a=["torch>=1.4", "numpy>=1", "accelerate>=0.31.0", "torch >= 2 here", "torch"], b=f"torch>={c}1")
)",
                  {"convention 1 torch", "convention 1 accelerate"}));
}

TEST(Requirement, TheFixAsksForAnother) {
  const Conversion made = conversion_of("a = ['torch[x]>=1.4', 'accelerate>=1']\n", {"setup.py"});
  ASSERT_EQ(made.findings.size(), 2u);
  EXPECT_EQ(made.findings[0].fixes,
            (std::vector<Fix>{{"require mindspore", Applicability::maybe, {{{6, 19}, "mindspore"}}}}));
  EXPECT_EQ(made.findings[1].fixes, std::vector<Fix>());
}

}  // namespace
}  // namespace mintport::rules::requirements_test
