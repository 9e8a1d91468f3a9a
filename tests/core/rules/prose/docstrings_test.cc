// Docstring entries of removed parameters.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::docstrings_test {
namespace {

TEST(DocstringRules, EntriesGoWithTheirParameters) {
  EXPECT_EQ(convert_text(R"py(
class A:
    """
    A thing.

    Args:
        device (`str`):
            Where.
    """

    def __init__(self, device):
        self.n = 1

    def f(self, x, device=None):
        """Does it.

        Args:
            x: the device: here.
            device: (`torch.device`):
                the device,
                of all

            y: nothing
        """
        return x.to(device)

    def g(self, device):
        """
        Args:
            device: kept
        """
        return str(device)
)py"),
            gives(R"py(
class A:
    """
    A thing.
    """

    def __init__(self):
        self.n = 1

    def f(self, x):
        """Does it.

        Args:
            x: the device: here.

            y: nothing
        """
        return x

    def g(self, device=None):
        """
        Args:
            device: kept
        """
        return str(device)
)py",
                  {"device-check 19 device"}));
}

}  // namespace
}  // namespace mintport::rules::docstrings_test
