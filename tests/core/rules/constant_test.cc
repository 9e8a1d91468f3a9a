// Conditions whose value the port fixes.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport {
namespace {

TEST(ConstantRules, GuardedImports) {
  EXPECT_EQ(convert_text(R"py(
from .utils import is_torch_xla_available, logging

if is_torch_xla_available():
    import torch_xla.core.xla_model as xm

    XLA_AVAILABLE = True
else:
    XLA_AVAILABLE = False

logger = logging.get_logger()


def f(steps):
    for step in steps:
        run(step)
        if XLA_AVAILABLE:
            xm.mark_step()
)py"),
            gives(R"py(
from .utils import logging


logger = logging.get_logger()


def f(steps):
    for step in steps:
        run(step)
)py"));
}

// Each guard takes the columns of its own block away, and only those.
TEST(ConstantRules, GuardsInGuards) {
  EXPECT_EQ(convert_text(R"py(
from .utils import is_torch_version, logging


class Table:
    def fill(self, values):
        if is_torch_version(">", "2.0"):
            logging.info("""
            kept
            """)

            if is_torch_version(">=", "2.2"):
                self.put(
                    values,
              1,
                )
            else:
                self.run(values)

            if logging:
                if is_torch_version("<", "2.2"):
                    self.run(values)
                else:
                    self.add(values)
)py"),
            gives(R"py(
from .utils import logging


class Table:
    def fill(self, values):
        logging.info("""
            kept
            """)

        self.put(
            values,
        1,
        )

        if logging:
            self.add(values)
)py"));
}

TEST(ConstantRules, ElifBecomesIf) {
  EXPECT_EQ(convert_text(R"py(
from diffusers.utils import is_torch_xla_available, logging

if is_torch_xla_available():
    a = 1
elif logging:
    a = 2
else:
    a = 3
)py"),
            gives(R"py(
from mindone.diffusers.utils import logging

if logging:
    a = 2
else:
    a = 3
)py"));
}

TEST(ConstantRules, EveryFalseElifGoesAtOnce) {
  EXPECT_EQ(convert_text(R"py(
from diffusers.utils import is_torch_xla_available, logging

if is_torch_xla_available():
    b = 1
elif is_torch_xla_available():
    b = 2
elif logging:
    b = 3
elif is_torch_xla_available():
    b = 4
else:
    b = 5

if is_torch_xla_available():
    c = 1
elif not is_torch_xla_available():
    c = 2
else:
    c = 3
)py"),
            gives(R"py(
from mindone.diffusers.utils import logging

if logging:
    b = 3
else:
    b = 5

c = 2
)py"));
}

TEST(ConstantRules, AnIfWhoseBranchesAreAllFalseGoes) {
  EXPECT_EQ(convert_text(R"py(
from diffusers.utils import is_torch_xla_available, logging

a = logging

if is_torch_xla_available():
    a = 1
elif logging and is_torch_xla_available():
    a = 2

b = a
)py"),
            gives(R"py(
from mindone.diffusers.utils import logging

a = logging


b = a
)py"));
}

TEST(ConstantRules, NamesThatOnlyAFalseElifBindsKeepIt) {
  const std::string text = R"py(
from mindone.diffusers.utils import is_torch_xla_available

if is_torch_xla_available():
    a = 1
elif is_torch_xla_available():
    b = 2
else:
    a = 3

b
)py";
  EXPECT_EQ(convert_text(text), gives(text));
}

TEST(ConstantRules, PartsOfConditions) {
  EXPECT_EQ(convert_text(R"py(
from diffusers.utils import is_torch_xla_available, other

if is_torch_xla_available() and other:
    a = 1
if not is_torch_xla_available() and other:
    a = 2
if other or is_torch_xla_available():
    a = 3
b = 1 if is_torch_xla_available() else 2
)py"),
            gives(R"py(
from mindone.diffusers.utils import other

if other:
    a = 2
if other:
    a = 3
b = 2
)py"));
}

TEST(ConstantRules, OtherQuestionsStay) {
  EXPECT_EQ(convert_text(R"py(
from diffusers.utils import is_torch_available, is_flax_available

if is_flax_available():
    a = 1
)py"),
            gives(R"py(
from mindone.diffusers.utils import is_torch_available, is_flax_available

if is_flax_available():
    a = 1
)py"));
}

TEST(ConstantRules, ALocalFunctionOfThatName) {
  constexpr std::string_view kText = R"py(
def is_torch_xla_available():
    return True


if is_torch_xla_available():
    a = 1
)py";
  EXPECT_EQ(convert_text(kText), stays(kText));
}

TEST(ConstantRules, HasAttr) {
  EXPECT_EQ(convert_text(R"py(
import os
import torch.nn.functional as F

print(os.sep)

if not hasattr(F, "scaled_dot_product_attention"):
    raise ImportError("needs torch 2")
x = 1
)py"),
            gives(R"py(
import os

print(os.sep)

x = 1
)py"));
}

TEST(ConstantRules, TheElseBranchStays) {
  EXPECT_EQ(convert_text(R"py(
from ..utils import is_torch_xla_available

if is_torch_xla_available():
    a = 1
else:
    # why
    a = 2
    b = 3
)py"),
            gives(R"py(
# why
a = 2
b = 3
)py"));
}

}  // namespace
}  // namespace mintport
