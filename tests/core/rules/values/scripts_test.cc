// Uses of the package in scripts, examples and tests.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::scripts_test {
namespace {

std::string converted(std::string_view text) {
  return convert_by_habit(text, "tests/pipelines/test_a.py").text;
}

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(ScriptRules, ResultsOfPipelinesByPlace) {
  const std::string out = converted(
      "from diffusers import APipeline, other\n\n\ndef f(self, x):\n    pipe = APipeline.from_pretrained(x)\n"
      "    a = pipe(x).images[0]\n    out = self.pipe(x)\n    made = self.pipeline_class(x)\n"
      "    b = made(x).frames\n    c = other(x).images\n    d = pipe(x, return_dict=True).images\n"
      "    return out.images, a, b, c, d\n");
  EXPECT_TRUE(holds(out, "a = pipe(x)[0][0]\n"));
  EXPECT_TRUE(holds(out, "b = made(x)[0]\n"));
  EXPECT_TRUE(holds(out, "c = other(x).images\n"));
  EXPECT_TRUE(holds(out, "d = pipe(x, return_dict=True).images\n"));
  EXPECT_TRUE(holds(out, "return out[0], a"));
}

TEST(ScriptRules, ResultsOfPipelinesThatWereMoved) {
  const std::string out = converted(
      "from diffusers import APipeline, other\n\n\ndef f(x, d):\n    a = APipeline.from_pretrained(x)\n"
      "    a = a.to(d)\n    b = other(x)\n    b = b.to(d)\n    return a(x).images, b(x).images\n");
  EXPECT_TRUE(holds(out, "return a(x)[0], b(x).images\n"));
}

TEST(ScriptRules, ResultsOfWhatMayBeAPipelineHaveAFinding) {
  const Converted done = convert_by_habit(
      "from diffusers import other\n\n\nclass Own:\n    pass\n\n\ndef f(self, made, x):\n"
      "    a = self.p8(x).images\n    b = made(x)\n    c = Own(x).images, other(x).images\n"
      "    return a, b.images, c, x.images, made(x, return_dict=True).images\n",
      "tests/pipelines/test_a.py");
  EXPECT_TRUE(holds(done.text, "    return a, b.images, c, x.images, made(x, return_dict=True).images\n"));
  EXPECT_EQ(done.findings, (std::vector<std::string>{"difference 11 images", "difference 14 images"}));
}

TEST(ScriptRules, NotInThePackageItself) {
  const std::string out =
      convert_by_habit("from ..utils import x\n\n\ndef f(pipe):\n    return pipe(x).images\n").text;
  EXPECT_TRUE(holds(out, "return pipe(x).images\n"));
}

TEST(ScriptRules, ReachThePackageByItsFullName) {
  const std::string out = converted(
      "import torch.nn.functional as F\nfrom diffusers import A\n\nb = F.scaled_dot_product_attention\n");
  EXPECT_TRUE(
      holds(out, "from mindone.diffusers.models.layers_compat import scaled_dot_product_attention\n"));
  EXPECT_EQ(converted(out), out);
  EXPECT_TRUE(holds(
      converted(
          "import torch.nn.functional as F\nfrom ..models import A\n\nb = F.scaled_dot_product_attention\n"),
      "from ...models.layers_compat import scaled_dot_product_attention\n"));
}

TEST(ScriptRules, TheModeIsSetOnce) {
  const std::string text =
      "from diffusers import A\n\n\ndef main():\n    A()\n\n\nif __name__ == \"__main__\":\n    main()\n";
  EXPECT_TRUE(holds(converted(text),
                    "if __name__ == \"__main__\":\n    ms.set_context(mode=ms.PYNATIVE_MODE)\n    main()\n"));
  EXPECT_FALSE(holds(convert_text(text).text, "set_context"));
}

TEST(ScriptRules, SeedsThatAreGenerators) {
  EXPECT_EQ(convert_text("import torch\n\n\ndef f(pipe, x):\n    generator = torch.manual_seed(0)\n"
                         "    torch.manual_seed(1)\n"
                         "    return pipe(x, generator=generator), {\"generator\": torch.manual_seed(2)}\n"),
            gives("import mindspore as ms\nimport numpy as np\n\n\ndef f(pipe, x):\n"
                  "    generator = np.random.default_rng(0)\n    ms.manual_seed(1)\n"
                  "    return pipe(x, generator=generator), {\"generator\": np.random.default_rng(2)}\n"));
}

TEST(ScriptRules, SeedsThatLaterTensorsNeed) {
  const std::string out = convert_text(
                              "import torch\n\n\ndef f():\n    generator = torch.manual_seed(0)\n"
                              "    return torch.randn(1), generator\n")
                              .text;
  EXPECT_TRUE(holds(out, "generator = ms.manual_seed(0)\n"));
}

TEST(ScriptRules, BranchesForOtherBackendsAndTheirCaches) {
  EXPECT_EQ(convert_text("import gc\n\nfrom diffusers.utils.testing_utils import backend_empty_cache, "
                         "torch_device\n\n\ndef f(device, seed):\n    if str(device).startswith(\"mps\"):\n"
                         "        a = 1\n    else:\n        a = 2\n    gc.collect()\n"
                         "    backend_empty_cache(torch_device)\n    return a\n",
                         "tests/test_a.py"),
            gives("import gc\n\n\n\ndef f(seed):\n    a = 2\n    gc.collect()\n    return a\n"));
}

}  // namespace
}  // namespace mintport::rules::scripts_test
