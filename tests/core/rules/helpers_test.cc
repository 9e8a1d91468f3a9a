// Conditions that have one answer under MindSpore, and helpers of HF's that go.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport {
namespace {

void expect(const std::string& before, const std::string& after) {
  expect_conversion(before, after, "pipelines/x.py");
}

TEST(Helpers, DecoratorsThatHaveNothingToDo) {
  expect(
      "from ..utils import replace_example_docstring, logging\n"
      "from ..utils.accelerate_utils import apply_forward_hook\n\n\n"
      "@replace_example_docstring(DOC)\n@apply_forward_hook\n@logging.other\ndef f():\n    return 1\n",
      "from ..utils import logging\n\n\n@logging.other\ndef f():\n    return 1\n");
  expect(
      "from mine import replace_example_docstring\n\n\n@replace_example_docstring(1)\ndef f():\n    pass\n",
      "from mine import replace_example_docstring\n\n\n@replace_example_docstring(1)\ndef f():\n    pass\n");
}

TEST(Helpers, HookCallsGoWithTheirComment) {
  expect("def f(self, x):\n    # Offload all models\n    self.maybe_free_model_hooks()\n\n    return x\n",
         "def f(self, x):\n\n    return x\n");
  expect("def f(self, x):\n    # Both\n    self.maybe_free_model_hooks()\n    return x\n",
         "def f(self, x):\n    # Both\n    return x\n");
  expect("def f(self, x):\n    return self.maybe_free_model_hooks()\n",
         "def f(self, x):\n    return self.maybe_free_model_hooks()\n");
}

TEST(Constants, PeftIsThere) {
  expect(
      "from ..utils import USE_PEFT_BACKEND\n\n\ndef f(x):\n    if not USE_PEFT_BACKEND:\n        g(x)\n"
      "    else:\n        h(x)\n    if x is not None and USE_PEFT_BACKEND:\n        k(x)\n",
      "def f(x):\n    h(x)\n    if x is not None:\n        k(x)\n");
}

TEST(Constants, CheckpointingOfGradientsIsForTraining) {
  expect(
      "import torch\n\n\ndef f(self, x):\n    if torch.is_grad_enabled() and self.gradient_checkpointing:\n"
      "        x = self._gradient_checkpointing_func(self.a, x)\n    else:\n        x = self.a(x)\n    "
      "return x\n",
      "def f(self, x):\n    x = self.a(x)\n    return x\n");
}

TEST(Constants, NothingIsCompiled) {
  expect(
      "from ..utils.torch_utils import is_compiled_module\n\n\ndef f(c, n):\n"
      "    compiled = is_compiled_module(c)\n    c = c._orig_mod if is_compiled_module(c) else c\n"
      "    if isinstance(c, N) or compiled and isinstance(c._orig_mod, N):\n        n = 1\n    return c, n\n",
      "def f(c, n):\n    c = c\n    if isinstance(c, N):\n        n = 1\n    return c, n\n");
}

TEST(Helpers, FunctionsAndOverridesThatHaveNothingToDo) {
  expect(
      "from ..utils.torch_utils import empty_device_cache\nfrom a import B\n\n\nclass P(B):\n    x = 1\n\n"
      "    # Copied from there\n    def enable_model_cpu_offload(self, gpu_id=0):\n        self.hook = 1\n\n"
      "    def f(self):\n        empty_device_cache()\n        return self.x\n",
      "from a import B\n\n\nclass P(B):\n    x = 1\n\n    def f(self):\n        return self.x\n");
  const std::string base =
      "class DiffusionPipeline(B):\n    def enable_model_cpu_offload(self):\n        pass\n";
  expect(base, base);
}

TEST(Constants, PipelinesHaveNoOffloadHook) {
  expect(
      "def f(self):\n    # If so, offload\n"
      "    if hasattr(self, \"final_offload_hook\") and self.final_offload_hook is not None:\n"
      "        self.final_offload_hook.offload()\n\n    return hasattr(self, \"other\")\n",
      "def f(self):\n\n    return hasattr(self, \"other\")\n");
}

TEST(Constants, VersionsAreTheNewest) {
  expect(
      "from ..utils import is_torch_version\n\n\ndef f(x):\n    if is_torch_version(\"<\", \"2.1\"):\n"
      "        return 1\n    if is_torch_version(\">=\", \"2.1\"):\n        return 2\n"
      "    if is_torch_version(x, \"2\"):\n        return 3\n    return 4\n",
      "from ..utils import is_torch_version\n\n\ndef f(x):\n    return 2\n"
      "    if is_torch_version(x, \"2\"):\n        return 3\n    return 4\n");
}

TEST(Constants, NoProcessorIsOfTorchsAttention) {
  expect(
      "from ..models.attention_processor import AttnProcessor2_0, XFormersAttnProcessor\n\n\n"
      "def f(self, d):\n    g()\n    two = isinstance(self.p, (AttnProcessor2_0, XFormersAttnProcessor))\n"
      "    if two:\n        self.a.to(d)\n    return isinstance(d, int)\n",
      "def f(self, d):\n    g()\n    return isinstance(d, int)\n");
  expect("def f(p, x):\n    if isinstance(p, (A, B)):\n        return x\n    return p\n",
         "def f(p, x):\n    if isinstance(p, (A, B)):\n        return x\n    return p\n");
}

TEST(Constants, LeftInOtherPlacesTheyAreReported) {
  const Conversion made = conversion_of("import torch\n\nf(torch.is_grad_enabled())\n", {"x.py"});
  EXPECT_EQ(made.text, "import torch\n\nf(torch.is_grad_enabled())\n");
  ASSERT_FALSE(made.findings.empty());
  EXPECT_EQ(made.findings.back().symbol, "torch.is_grad_enabled");
}

}  // namespace
}  // namespace mintport
