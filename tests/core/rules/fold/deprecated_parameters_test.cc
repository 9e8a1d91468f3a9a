// Variadic parameters that only warn of a deprecated keyword.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::deprecated_parameters_test {
namespace {

TEST(DeprecatedParameter, GoesWithItsWarning) {
  EXPECT_EQ(convert_text(R"py(
from ..utils import deprecate


class A:
    def f(self, x, *args, **kwargs):
        if len(args) > 0 or kwargs.get("scale", None) is not None:
            message = "The `scale` argument is deprecated."
            deprecate("scale", "1.0.0", message)

        return x
)py"),
            gives(R"py(
class A:
    def f(self, x):

        return x
)py"));
}

TEST(DeprecatedParameter, StaysWhereSomethingElseReadsIt) {
  const std::string_view text = R"py(
from ..utils import deprecate


def f(x, *args, **kwargs):
    if len(args) > 0 or kwargs.get("scale", None) is not None:
        deprecate("scale", "1.0.0", "message")
    return x(**kwargs)


def g(x, *args, **kwargs):
    if len(args) > 0 or kwargs.get("scale", None) is not None:
        deprecate("scale", "1.0.0", "message")
        x = 1
    return x


def h(x, *args, **kwargs):
    if len(args) > 0 or kwargs.get("other", None) is not None:
        deprecate("scale", "1.0.0", "message")
    return x
)py";
  EXPECT_EQ(convert_text(text), stays(text));
}

}  // namespace
}  // namespace mintport::rules::deprecated_parameters_test
