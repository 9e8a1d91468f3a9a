// Conditions with a fixed value under MindSpore, and removed helpers of HF.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::helpers_test {
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

}  // namespace
}  // namespace mintport::rules::helpers_test
