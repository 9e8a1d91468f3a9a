// Parameters with a fixed value in the port.

#include <gtest/gtest.h>

#include "core/base/text.hh"
#include "support/conversion/convert_text.hh"

namespace mintport::rules::fixed_parameters_test {
namespace {

const std::string kPath = "loaders/x.py";

void expect(const std::string& before, const std::string& after) {
  expect_conversion(before, after, kPath);
}

TEST(FixedParameter, GoesWithArgumentsGuardsAndEntries) {
  expect(
      "def load(x, low_cpu_mem_usage=False, n=1):\n"
      "    \"\"\"Loads.\n\n    Args:\n        x: what\n        low_cpu_mem_usage (`bool`):\n            Less "
      "memory.\n"
      "        n: how many\n    \"\"\"\n"
      "    if low_cpu_mem_usage and not good():\n        raise ValueError(\"no\")\n"
      "    make = empty if low_cpu_mem_usage else full\n"
      "    if not low_cpu_mem_usage:\n        fill(x)\n    else:\n        lay(x)\n"
      "    return make\n\n\n"
      "def g(x, low_cpu_mem_usage=False):\n    return load(x, low_cpu_mem_usage, 2)\n\n\n"
      "def h(x, **kwargs):\n    low_cpu_mem_usage = kwargs.pop(\"low_cpu_mem_usage\", False)\n"
      "    return g(x, low_cpu_mem_usage=low_cpu_mem_usage)\n",
      "def load(x, n=1):\n"
      "    \"\"\"Loads.\n\n    Args:\n        x: what\n        n: how many\n    \"\"\"\n"
      "    make = full\n"
      "    fill(x)\n"
      "    return make\n\n\n"
      "def g(x):\n    return load(x, 2)\n\n\n"
      "def h(x, **kwargs):\n    return g(x)\n");
}

TEST(FixedParameter, GoesByPlaceFromAnAttributeToo) {
  expect(
      "class A:\n    @staticmethod\n    def move(x, low_cpu_mem_usage):\n"
      "        return x if low_cpu_mem_usage else pin(x)\n\n"
      "    def all(self, x):\n        return self.move(x, self.low_cpu_mem_usage)\n",
      "class A:\n    @staticmethod\n    def move(x):\n        return pin(x)\n\n"
      "    def all(self, x):\n        return self.move(x)\n");
}

TEST(FixedParameter, FunctionsOfOthersGetTheValue) {
  expect(
      "def f(m, low_cpu_mem_usage=True):\n    options = {}\n    options[\"low_cpu_mem_usage\"] = "
      "low_cpu_mem_usage\n"
      "    return m.load(low_cpu_mem_usage=low_cpu_mem_usage, **options)\n",
      "def f(m):\n    options = {}\n    return m.load(low_cpu_mem_usage=False, **options)\n");
}

TEST(FixedParameter, OtherVariablesOfThatNameStay) {
  const std::string text =
      "low_cpu_mem_usage = True\n\n\ndef f(config):\n    low_cpu_mem_usage = config.low_cpu_mem_usage\n"
      "    return low_cpu_mem_usage\n";
  expect(text, text);
}

TEST(FixedParameter, FlagsThatWereOnlyItsDefaultGo) {
  EXPECT_EQ(conversion_of(
                "DEFAULT = False\nOTHER = True\nif OTHER:\n    DEFAULT = True\n\n\n"
                "def f(x, **kwargs):\n    low_cpu_mem_usage = kwargs.pop(\"low_cpu_mem_usage\", DEFAULT)\n"
                "    return x if low_cpu_mem_usage else OTHER\n",
                {kPath})
                .text.find("DEFAULT"),
            std::string::npos);
}

TEST(FixedParameter, FlagsStayAlsoWhenNothingReadsThem) {
  constexpr std::string_view kText = R"py(
"""A file."""
from ..utils import is_torch_xla_available

if is_torch_xla_available():
    import torch_xla.core.xla_model as xm

    XLA_AVAILABLE = True
else:
    XLA_AVAILABLE = False


def f(x):
    if XLA_AVAILABLE:
        xm.mark_step()
    return x
)py";
  EXPECT_EQ(convert_by_habit(kText), gives(R"py(
"""A file."""

XLA_AVAILABLE = False


def f(x):
    return x
)py"));
}

}  // namespace
}  // namespace mintport::rules::fixed_parameters_test
