// Functions and classes that cannot work under MindSpore.

#include <gtest/gtest.h>

#include "core/names/signatures.hh"
#include "support/conversion/convert_text.hh"

namespace mintport::rules::dead_definitions_test {
namespace {

std::string converted(std::string text, const SignatureIndex& index) {
  return conversion_of(std::move(text), {.path = "models/a.py", .signatures = &index}).text;
}

constexpr const char* kText =
    "from ..utils import is_xformers_available\n\nif is_xformers_available():\n    import xformers\nelse:\n"
    "    xformers = None\n\n\nclass Plain:\n    pass\n\n\nclass Fast:\n    def __call__(self, q):\n"
    "        return xformers.ops.attend(q)\n\n\nclass Maybe:\n    def __call__(self, q):\n"
    "        if q:\n            return xformers.ops.attend(q)\n\n\nALL = (\n    Plain,\n    Fast,\n    "
    "Maybe,\n)\n";

constexpr const char* kGuard =
    "from ..utils import is_kornia_available\n\nHAS = is_kornia_available()\n\nif HAS:\n"
    "    from kornia import pyrup\n\n\ndef f(x):\n    if not HAS:\n        raise ImportError(\"no\")\n";

TEST(DeadDefinition, GoesWithItsPlacesInLists) {
  SignatureIndex index;
  index.classes.add(class_headers_in(kText, false));
  EXPECT_EQ(
      converted(kText, index),
      "xformers = None\n\n\nclass Plain:\n    pass\n\n\nclass Maybe:\n    def __call__(self, q):\n"
      "        if q:\n            return xformers.ops.attend(q)\n\n\nALL = (\n    Plain,\n    Maybe,\n)\n");
}

TEST(DeadDefinition, StaysWhenOthersImportItOrOthersAreNotKnown) {
  SignatureIndex index;
  EXPECT_NE(converted(kText, index).find("class Fast"), std::string::npos);
  index.classes.add(class_headers_in("from .a import (\n    Fast,  # kept\n)\n", false));
  EXPECT_NE(converted(kText, index).find("class Fast"), std::string::npos);
}

TEST(DeadDefinition, SeveralAtTheEndGoWithTheLinesAboveThem) {
  const std::string text =
      "import torch\nfrom ..utils import is_xformers_available\n\nif is_xformers_available():\n"
      "    import lib\nelse:\n    lib = None\n\n\nclass A:\n    pass\n\n\n"
      "def f(x: torch.Tensor):\n    return lib.f(x)\n\n\ndef g(x: torch.Tensor):\n    return lib.g(x)\n";
  SignatureIndex index;
  index.classes.add(class_headers_in(text, false));
  EXPECT_EQ(converted(text, index), "\nlib = None\n\n\nclass A:\n    pass\n");
}

TEST(DeadDefinition, WhatStandsBehindAGuardStaysWithIt) {
  SignatureIndex index;
  const std::string text = std::string(kGuard) + "    y = x + 1\n    return y\n";
  index.classes.add(class_headers_in(text, false));
  EXPECT_EQ(converted(text, index),
            "HAS = False\n\n\n\ndef f(x):\n    if not HAS:\n        raise ImportError(\"no\")\n"
            "    y = x + 1\n    return y\n");
}

TEST(DeadDefinition, WhatReadsAMissingNameGoes) {
  SignatureIndex index;
  const std::string text = std::string(kGuard) + "    return pyrup(x)\n";
  index.classes.add(class_headers_in(text + "from .a import f\n", false));
  const std::string refuses = "\ndef f(x):\n    raise ImportError(\"no\")\n";
  EXPECT_TRUE(converted(text, index).ends_with(refuses));
  EXPECT_TRUE(converted(std::string(kGuard) + "    from kornia import a\n    return a(x)\n", index)
                  .ends_with(refuses));
}

TEST(ClassIndex, KnowsBasesOverFiles) {
  ClassIndex index;
  index.add(class_headers_in("class A(nn.Module):\n    pass\n", false));
  index.add(class_headers_in("class B(\n    a.A,\n    metaclass=M,\n):\n    pass\nclass C: pass\n", false));
  EXPECT_TRUE(index.inherits("B", {"Module"}));
  EXPECT_FALSE(index.inherits("C", {"Module"}));
  EXPECT_FALSE(index.inherits("B", {"M"}));
}

}  // namespace
}  // namespace mintport::rules::dead_definitions_test
