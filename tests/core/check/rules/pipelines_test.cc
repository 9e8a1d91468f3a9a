// The rules on what a pipeline's __call__ takes and does.
#include "core/check/support.hh"

namespace mintport::testing {
namespace {

using Findings = std::vector<std::string>;

Findings pipeline(std::string_view rule, const std::string& body, const std::string& package) {
  CheckSettings settings;
  settings.only.emplace(rule);
  return SmallPort(Texts{{"base.py", "class DiffusionPipeline:\n    pass\n"},
                         {"pipelines/a.py",
                          "import torch\nfrom ..base import DiffusionPipeline\n\n\nclass "
                          "A(DiffusionPipeline):\n" +
                              body}},
                   package)
      .findings("pipelines/a.py", settings);
}

TEST(NoGrad, ReportsACallThatRecordsGradients) {
  EXPECT_EQ(pipeline("no-grad", "    def __call__(self, x):\n        return self.unet(x)\n", "diffusers"),
            Findings{"6 no-grad A"});
}

TEST(NoGrad, IsSilentWithTheDecoratorOrTheContext) {
  EXPECT_EQ(
      pipeline("no-grad", "    @torch.no_grad()\n    def __call__(self, x):\n        return self.unet(x)\n",
               "diffusers"),
      Findings{});
  EXPECT_EQ(
      pipeline("no-grad",
               "    def __call__(self, x):\n        with torch.no_grad():\n            return self.unet(x)\n",
               "diffusers"),
      Findings{});
}

// MindSpore records gradients only inside value_and_grad, so the profile names no decorator of it.
TEST(NoGrad, IsSilentInAPortThatHasNoSuchConvention) {
  EXPECT_EQ(
      pipeline("no-grad", "    def __call__(self, x):\n        return self.unet(x)\n", "mindone.diffusers"),
      Findings{});
}

TEST(GeneratorParameter, ReportsNoiseWithoutAGenerator) {
  EXPECT_EQ(
      pipeline("generator-parameter", "    def __call__(self, x):\n        return self.prepare_latents(x)\n",
               "mindone.diffusers"),
      Findings{"6 generator-parameter A"});
}

TEST(GeneratorParameter, IsSilentWithAGeneratorOrWithoutNoise) {
  for (const char* body :
       {"    def __call__(self, x, generator=None):\n        return self.prepare_latents(x)\n",
        "    def __call__(self, x, **kwargs):\n        return self.prepare_latents(x)\n",
        "    def __call__(self, x):\n        return self.encode(x)\n"}) {
    EXPECT_EQ(pipeline("generator-parameter", body, "mindone.diffusers"), Findings{}) << body;
  }
}

}  // namespace
}  // namespace mintport::testing
