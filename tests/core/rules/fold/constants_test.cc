// Conditions with a fixed value in the port.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::constants_test {
namespace {

void expect(const std::string& before, const std::string& after) {
  expect_conversion(before, after, "pipelines/x.py");
}

TEST(ConstantRules, APartThatMindSporeLacks) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x):
    compiler = getattr(torch, "compiler", None)
    if compiler is not None and compiler.is_exporting():
        return x
    return getattr(torch, "_dynamo", x), getattr(x, "compiler", None)
)py"),
            gives(R"py(
def f(x):
    compiler = None
    if compiler is not None and compiler.is_exporting():
        return x
    return x, getattr(x, "compiler", None)
)py"));
  constexpr std::string_view kText = R"py(
import torch


def f(x, name):
    return getattr(torch, "cat", None)(x), getattr(torch, name, None), getattr(torch, "compiler")
)py";
  EXPECT_EQ(convert_text(kText),
            stays(kText, {"unmapped 1 torch", "unknown 5 torch", "unknown 5 torch", "unknown 5 torch"}));
}

TEST(ConstantRules, PeftIsThere) {
  expect(
      "from ..utils import USE_PEFT_BACKEND\n\n\ndef f(x):\n    if not USE_PEFT_BACKEND:\n        g(x)\n"
      "    else:\n        h(x)\n    if x is not None and USE_PEFT_BACKEND:\n        k(x)\n",
      "def f(x):\n    h(x)\n    if x is not None:\n        k(x)\n");
}

TEST(ConstantRules, CheckpointingOfGradientsIsForTraining) {
  expect(
      "import torch\n\n\ndef f(self, x):\n    if torch.is_grad_enabled() and self.gradient_checkpointing:\n"
      "        x = self._gradient_checkpointing_func(self.a, x)\n    else:\n        x = self.a(x)\n    "
      "return x\n",
      "def f(self, x):\n    x = self.a(x)\n    return x\n");
}

TEST(ConstantRules, NothingIsCompiled) {
  expect(
      "from ..utils.torch_utils import is_compiled_module\n\n\ndef f(c, n):\n"
      "    compiled = is_compiled_module(c)\n    c = c._orig_mod if is_compiled_module(c) else c\n"
      "    if isinstance(c, N) or compiled and isinstance(c._orig_mod, N):\n        n = 1\n    return c, n\n",
      "def f(c, n):\n    c = c\n    if isinstance(c, N):\n        n = 1\n    return c, n\n");
}

TEST(ConstantRules, PipelinesHaveNoOffloadHook) {
  expect(
      "def f(self):\n    # If so, offload\n"
      "    if hasattr(self, \"final_offload_hook\") and self.final_offload_hook is not None:\n"
      "        self.final_offload_hook.offload()\n\n    return hasattr(self, \"other\")\n",
      "def f(self):\n\n    return hasattr(self, \"other\")\n");
}

TEST(ConstantRules, VersionsAreTheNewest) {
  expect(
      "from ..utils import is_torch_version\n\n\ndef f(x):\n    if is_torch_version(\"<\", \"2.1\"):\n"
      "        return 1\n    if is_torch_version(\">=\", \"2.1\"):\n        return 2\n"
      "    if is_torch_version(x, \"2\"):\n        return 3\n    return 4\n",
      "from ..utils import is_torch_version\n\n\ndef f(x):\n    return 2\n"
      "    if is_torch_version(x, \"2\"):\n        return 3\n    return 4\n");
}

TEST(ConstantRules, NoProcessorIsOfTorchsAttention) {
  expect(
      "from ..models.attention_processor import AttnProcessor2_0, XFormersAttnProcessor\n\n\n"
      "def f(self, d):\n    g()\n    two = isinstance(self.p, (AttnProcessor2_0, XFormersAttnProcessor))\n"
      "    if two:\n        self.a.to(d)\n    return isinstance(d, int)\n",
      "def f(self, d):\n    g()\n    return isinstance(d, int)\n");
  expect("def f(p, x):\n    if isinstance(p, (A, B)):\n        return x\n    return p\n",
         "def f(p, x):\n    if isinstance(p, (A, B)):\n        return x\n    return p\n");
}

TEST(ConstantRules, LeftInOtherPlacesTheyAreReported) {
  const Conversion made = conversion_of("import torch\n\nf(torch.is_grad_enabled())\n", {"x.py"});
  EXPECT_EQ(made.text, "import torch\n\nf(torch.is_grad_enabled())\n");
  ASSERT_FALSE(made.findings.empty());
  EXPECT_EQ(made.findings.back().symbol, "torch.is_grad_enabled");
}

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

// Each removed guard dedents its own block, and only that.
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

TEST(ConstantRules, WhatThePortDoesNotAnswerIsAnswered) {
  EXPECT_EQ(convert_text(R"py(
from ..utils import is_torch_xla_available, is_torchvision_available

if is_torchvision_available():
    from torchvision import transforms


def f(x, use):
    if use:
        if not is_torch_xla_available:
            raise ValueError("no XLA")
        x = use(x)
    return transforms.resize(x)
)py"),
            gives(R"py(
if False:
    from torchvision import transforms


def f(x, use):
    if use:
        if False:
            raise ValueError("no XLA")
        x = use(x)
    return transforms.resize(x)
)py",
                  {"unmapped 2 torchvision"}));
}

TEST(ConstantRules, AnAnswerThatDecidesTakesTheWholeCondition) {
  EXPECT_EQ(convert_text(R"py(
from ..utils import is_accelerate_available, is_accelerate_version, is_scipy_available


def f(x):
    if not is_accelerate_available() or is_accelerate_version("<", "0.26.0"):
        raise ImportError("needs accelerate")
    if not is_scipy_available():
        raise ImportError("needs scipy")
    return skip(x.a and not is_accelerate_available(), is_accelerate_available() and x.b), x + 1
)py"),
            gives(R"py(
from ..utils import is_scipy_available


def f(x):
    if True:
        raise ImportError("needs accelerate")
    if not is_scipy_available():
        raise ImportError("needs scipy")
    return skip(x.a, False), x + 1
)py"));
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
}  // namespace mintport::rules::constants_test
